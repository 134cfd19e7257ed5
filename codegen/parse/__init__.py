"""Declarations of any era, as text → the frozen IR of `codegen.model`."""

from codegen.parse.declarations import load as load
from codegen.parse.declarations import parse as parse
