"""The shape of the fixture `run`."""

from collections.abc import Callable

#: Arguments of the command → exit status, standard output, standard error.
Run = Callable[..., tuple[int, str, str]]
