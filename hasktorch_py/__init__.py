"""The hand-written part of hasktorch: what every dtype's instance shares. Users import `hasktorch.<dtype>`."""

from .errors import DTypeError as DTypeError
from .errors import RangeError as RangeError
from .errors import ShapeError as ShapeError
from .runtime.installed import ATenMismatchWarning as ATenMismatchWarning
