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
#: What ATen answered when it was asked; it comes with the generator.
FACTS = _HERE / "rules" / "facts.json"
#: Where `probe` writes; nothing of an installed package is overwritten.
NEW_FACTS = Path("aten-facts.json") if INSTALLED else FACTS
#: The declarations of earlier versions: beside the checkout; an installed command looks where it is called.
ERAS = Path() if INSTALLED else _HERE.parent.parent / "shared" / "declarations"


def facts() -> Path:
    """The facts to generate with: those that `probe` wrote where it is called, else those that come along."""
    return NEW_FACTS if NEW_FACTS.is_file() else FACTS
