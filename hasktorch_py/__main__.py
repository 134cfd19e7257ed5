"""The command `hasktorch-py`; `python -m hasktorch_py` is the same.

In a wheel the generator is a part of this package, in a checkout it stands beside it. The rest of the core does not
know it.
"""

from importlib import import_module
from importlib.util import find_spec


def main() -> None:
    """Run the generator's command line."""
    generator = "hasktorch_py.codegen" if find_spec("hasktorch_py.codegen") else "codegen"
    import_module(f"{generator}.__main__").main()


if __name__ == "__main__":
    main()
