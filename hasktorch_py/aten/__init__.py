"""What ATen is: its dtypes, its names and its callables, as data and small functions."""
