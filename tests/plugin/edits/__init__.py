"""Edits of programs: every kind of fact that the plugin reads, or remembers, outside of types."""

from .alone import ALONE
from .edit import Edit as Edit
from .edit import State as State
from .files import FILES
from .layers import LAYERS
from .names import NAMES
from .types import TYPES

EDITS = (*NAMES, *LAYERS, *TYPES, *ALONE, *FILES)
#: Those that change nothing of what is said: the daemon must not change it either.
SAME = frozenset({
    "a file is deleted and comes back", "an edit is taken back", "an error stays when another module changes",
})  # fmt: skip
