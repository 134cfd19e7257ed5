"""The facts of the installed ATen as text: what `hasktorch-py probe` writes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from .. import emit, parse, select
from ..errors import CodegenError, Problem
from ..rules import facts
from .driver import probe

_HINT = "the names stand in codegen/rules/facts.json, before the first dot"


def text(only: Collection[str] = (), known: facts.FactBook | None = None) -> str:
    """Asks about every overload that the installed torch declares, or about those of the operators in `only`.

    The facts of the others are those that are `known`. Raises CodegenError where these are of another torch, where a
    name is no operator's, and with the counter-example of every rule that is kept to an operator and does not hold for
    it.
    """
    torch = emit.installed_version()
    if known is not None and facts.release(known.torch) != facts.release(torch):
        hint = "ask about all operators: hasktorch-py probe"
        raise CodegenError([Problem(None, "--only", f"facts of the installed torch {torch}", known.torch, hint)])
    operators = select.select(parse.parse(emit.emit(), "Declarations.yaml").declarations).operators
    if only:
        keys = {signature.key.partition(".")[0] for operator in operators for signature in operator.signatures}
        if missing := [name for name in only if name not in keys]:
            problems = (Problem(None, "--only", "the name of an operator that is bound", n, _HINT) for n in missing)
            raise CodegenError(list(problems))
        operators = tuple(
            replace(operator, signatures=tuple(s for s in operator.signatures if s.key.partition(".")[0] in only))
            for operator in operators
        )
    found = probe(operators, torch).book
    return facts.dump(replace(found, facts={**(known.facts if known else {}), **found.facts}))
