"""Operators × facts → view: finished strings, for one instance (`module`) and for the class (`tensor_class`)."""
