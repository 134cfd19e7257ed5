"""Hyperparameters within their ranges; a value outside raises ValueError with its name, the range and the value."""


def non_negative(**values: float) -> None:
    """Each value is 0 or more (so not NaN)."""
    for name, value in values.items():
        if not value >= 0:
            raise ValueError(f"{name}: expected 0 or more, found {value}")


def positive(**values: float) -> None:
    """Each value is more than 0."""
    for name, value in values.items():
        if not value > 0:
            raise ValueError(f"{name}: expected more than 0, found {value}")


def half_open_unit(**values: float) -> None:
    """Each value is in [0, 1)."""
    for name, value in values.items():
        if not 0 <= value < 1:
            raise ValueError(f"{name}: expected 0 or more and less than 1, found {value}")


def closed_unit(**values: float) -> None:
    """Each value is in [0, 1]."""
    for name, value in values.items():
        if not 0 <= value <= 1:
            raise ValueError(f"{name}: expected a value from 0 to 1, found {value}")
