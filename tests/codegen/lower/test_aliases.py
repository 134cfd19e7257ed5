"""Names of one function: the rows are torch's own words, and a stub says them where overloads come out alike."""

import re

import pytest
import torch

from codegen.lower.aliases import sections, shared
from codegen.lower.view import FunctionView

_ALIAS = re.compile(r"Alias (?:of|for) :\w+:`~?(?:torch\.)?(\w+)`")


@pytest.mark.parametrize(("alias", "name"), sections()["documented"].items())
def test_torch_documents_it(alias: str, name: str) -> None:
    found = _ALIAS.search(getattr(torch, alias).__doc__)
    assert found is not None and found[1] == name


def _function(name: str, *overloads: str) -> FunctionView:
    return FunctionView(name, (), overloads)


def test_an_alias_follows_its_name() -> None:
    two = ("(x: int) -> int: ...", "(x: str) -> str: ...")
    found = shared([_function(name, *two) for name in ("_gt", "add", "greater", "gt")])
    assert [each.definitions[-1] for each in found] == [
        "@overload\ndef _gt(x: str) -> str: ...",
        "@overload\ndef add(x: str) -> str: ...",
        "@overload\ndef gt(x: str) -> str: ...",
        "greater = gt",
    ]


@pytest.mark.parametrize("other", [("(x: int) -> int: ...",), ("(x: int) -> int: ...", "(x: bytes) -> str: ...")])
def test_other_overloads_are_written_out(other: tuple[str, ...]) -> None:
    functions = [_function("greater", *other), _function("gt", "(x: int) -> int: ...", "(x: str) -> str: ...")]
    assert shared(functions) == tuple(functions)


def test_one_signature_needs_no_alias() -> None:
    functions = [_function("greater", "() -> int: ..."), _function("gt", "() -> int: ...")]
    assert shared(functions) == tuple(functions)
