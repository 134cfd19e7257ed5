"""Declarations of any ATen, as text → the frozen IR of `codegen.model`, and what is strange in them."""

from .declarations import Reading as Reading
from .declarations import load as load
from .declarations import parse as parse
