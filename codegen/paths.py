"""Where things are: in a checkout the generator stands beside its templates, in a wheel they are inside it."""

from __future__ import annotations

from pathlib import Path

from hasktorch_py import aten

_HERE = Path(__file__).resolve().parent
#: Whether this is a part of the installed package.
INSTALLED = __package__ != "codegen"
TEMPLATES = _HERE / "templates" if INSTALLED else _HERE.parent / "templates"
#: All that the generator takes of `hasktorch_py`.
ATEN = Path(aten.__path__[0])
#: What ATen answered when it was asked comes with the generator: here of the torch that is pinned, and in
#: `facts-VERSION.json` of earlier ones that it still serves.
FACTS = _HERE / "rules" / "facts.json"
#: Where `probe` of an installed package writes: nothing of the package is overwritten.
OWN_FACTS = Path("aten-facts.json")
#: The declarations of earlier versions: beside the checkout; an installed command looks where it is called.
ERAS = Path() if INSTALLED else _HERE.parent.parent / "shared" / "declarations"


def facts(torch: str) -> Path:
    """The facts to generate with: those that `probe` wrote where it is called, else what comes along for this torch.

    `torch` is a version without what names a build of it: 2.13.0.
    """
    return OWN_FACTS if INSTALLED and OWN_FACTS.is_file() else _along(torch)


def new_facts(torch: str) -> Path:
    """Where `probe` writes what this torch answers."""
    return OWN_FACTS if INSTALLED else _along(torch)


def _along(torch: str) -> Path:
    earlier = FACTS.with_name(f"facts-{torch}.json")
    return earlier if earlier.is_file() else FACTS
