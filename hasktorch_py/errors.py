"""What the checks at the boundary raise; each message says what was expected, what was found, where, and what to do."""


class ShapeError(ValueError):
    """Sizes do not fit: ragged rows, or another shape than the declared one."""


class DTypeError(TypeError):
    """A value is of another kind than the dtype holds, or a tensor has another dtype."""


class RangeError(ValueError):
    """A number is of the right kind, but the dtype cannot hold it."""
