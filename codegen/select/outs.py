"""Which overloads an out variant belongs to: the functional ones that take the same arguments."""

from __future__ import annotations

from collections.abc import Iterable

from ..model import Argument, Declaration, Type
from .signature import OPTIONS


def partners(variant: Declaration, functionals: Iterable[Declaration]) -> list[Declaration]:
    """The functional overloads that ``variant`` is the ``out=`` form of.

    Their arguments are its own, or its own without some last ones that have defaults: ``arange.start_out`` serves
    ``arange.start`` and ``arange.start_step``. One whose own overload is not declared has no other partner:
    ``remainder.Tensor_out`` does not serve ``remainder.Scalar_Tensor``, though their arguments have the same names.
    """
    return [functional for functional in functionals if _serves(variant, functional)]


def _serves(variant: Declaration, functional: Declaration) -> bool:
    given, wanted = _own(functional), _own(variant)
    same, more = wanted[: len(given)], wanted[len(given) :]
    return _told(same) == _told(given) and all(argument.default is not None for argument in more)


def _told(arguments: Iterable[Argument]) -> list[tuple[str, Type]]:
    return [(argument.name, argument.type) for argument in arguments]


def _own(declaration: Declaration) -> list[Argument]:
    """The arguments without results and without the options that an out variant takes from its result."""
    arguments = [argument for argument in declaration.arguments if not argument.out]
    scattered = {argument.name for argument in arguments}.issuperset(OPTIONS)
    return [argument for argument in arguments if not (scattered and argument.name in OPTIONS)]
