"""Which overloads an out variant belongs to: the functional ones that take the same arguments."""

from __future__ import annotations

from collections.abc import Iterable

from ..model import Argument, Declaration
from .signature import OPTIONS


def partners(variant: Declaration, functionals: Iterable[Declaration]) -> list[Declaration]:
    """The functional overloads that ``variant`` is the ``out=`` form of.

    Their arguments are its own, or its own without some last ones that have defaults: ``arange.start_out`` serves
    ``arange.start`` and ``arange.start_step``. Types are compared only where names do not decide.
    """
    alike = [functional for functional in functionals if _serves(variant, functional)]
    return [
        functional for functional in alike if _types(functional) == _types(variant)[: len(_types(functional))]
    ] or alike


def _serves(variant: Declaration, functional: Declaration) -> bool:
    given, wanted = _own(functional), _own(variant)
    names = [argument.name for argument in wanted]
    more = wanted[len(given) :]
    return names[: len(given)] == [argument.name for argument in given] and all(
        argument.default is not None for argument in more
    )


def _types(declaration: Declaration) -> list[str]:
    return [str(argument.type) for argument in _own(declaration)]


def _own(declaration: Declaration) -> list[Argument]:
    """The arguments without results and without the options that an out variant takes from its result."""
    arguments = [argument for argument in declaration.arguments if not argument.out]
    scattered = {argument.name for argument in arguments}.issuperset(OPTIONS)
    return [argument for argument in arguments if not (scattered and argument.name in OPTIONS)]
