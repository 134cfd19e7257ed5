"""A tree of texts → a folder: whole or not at all."""

from .tree import Written as Written
from .tree import compare as compare
from .tree import difference as difference
from .tree import write as write
from .tree import write_file as write_file
