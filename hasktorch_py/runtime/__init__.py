"""What an instance calls at run time: the tensor type, constructors, boundaries, lazy names and absent ones."""
