"""Somebody's own project: the generator writes its bindings into `myapp.aten`."""
