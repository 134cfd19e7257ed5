"""Declarations of any era, as text → the frozen IR of `codegen.model`."""

from .declarations import load as load
from .declarations import parse as parse
