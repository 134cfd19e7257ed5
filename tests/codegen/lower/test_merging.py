"""Overloads that are one."""

from codegen.lower.definition import Definition, Slot
from codegen.lower.merging import merged
from codegen.select.signature import ParamKind

SIZE = Slot("size", "_N", False, ParamKind.POSITIONAL)
GENERATOR = Slot("generator", "torch.Generator | None", False, ParamKind.KEYWORD)


def _shown(*definitions: Definition) -> list[str]:
    return [f"({each.parameters(bound=False)}) -> {each.result}" for each in merged(definitions)]


def test_the_first_of_equal_parameters_stays() -> None:
    assert _shown(Definition((SIZE,), "A"), Definition((SIZE,), "B")) == ["(size: _N, /) -> A"]


def test_one_that_takes_fewer_arguments_stays_beside_it() -> None:
    shorter = Definition((Slot("size", "_N", True, ParamKind.POSITIONAL),), "B")
    assert _shown(Definition((SIZE,), "A"), shorter) == ["(size: _N, /) -> A", "(size: _N = ..., /) -> B"]
    assert len(_shown(shorter, Definition((SIZE,), "A"))) == 1


def test_a_keyword_that_may_be_left_out_is_optional() -> None:
    both = _shown(Definition((SIZE,), "A"), Definition((SIZE, GENERATOR), "A"))
    assert both == ["(size: _N, /, *, generator: torch.Generator | None = ...) -> A"]


def test_another_result_keeps_them_apart() -> None:
    assert len(_shown(Definition((SIZE,), "A"), Definition((SIZE, GENERATOR), "B"))) == 2


def test_a_keyword_that_must_not_be_none_keeps_them_apart() -> None:
    wanted = Slot("generator", "torch.Generator", False, ParamKind.KEYWORD)
    assert len(_shown(Definition((SIZE,), "A"), Definition((SIZE, wanted), "A"))) == 2


def test_an_overload_for_narrower_numbers_is_not_overtaken() -> None:
    def other(number: str, *more: Slot, result: str) -> Definition:
        return Definition((Slot("other", number, False, ParamKind.STANDARD), *more), result)

    mode = Slot("mode", "_str | None", False, ParamKind.KEYWORD)
    plain, narrow, wide = (
        other("_float", result="F"),
        other("_int", mode, result="?"),
        other("_float", mode, result="F"),
    )
    assert _shown(plain, wide) == ["(other: _float, *, mode: _str | None = ...) -> F"]
    assert [text[-1] for text in _shown(plain, narrow, wide)] == ["F", "?", "F"]
