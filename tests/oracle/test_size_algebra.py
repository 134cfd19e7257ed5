"""The canonical form of formulas, held against sympy; formulas found from numbers."""

from collections.abc import Mapping

import pytest
import sympy  # type: ignore[import-untyped]  # sympy ships no types
from hypothesis import given
from hypothesis import strategies as st

from hasktorch_py.oracle.fitting import fit
from hasktorch_py.oracle.size_algebra import NoFormula, evaluate, parse, simplified

_LEAVES = st.sampled_from(["N", "M", "H"]) | st.integers(-9, 9).map(str)
FORMULAS = st.recursive(
    _LEAVES,
    lambda inner: st.tuples(inner, st.sampled_from(["+", "-", "*", "//"]), inner).map(
        lambda parts: f"({parts[0]}) {parts[1]} ({parts[2]})"
    ),
    max_leaves=8,
)
POINTS = st.fixed_dictionaries(dict.fromkeys(("N", "M", "H"), st.integers(0, 50)))


@given(FORMULAS, POINTS)
def test_the_canonical_form_has_the_same_value(text: str, point: Mapping[str, int]) -> None:
    try:
        expected = eval(text, {}, dict(point))
        form = parse(text)
    except (ZeroDivisionError, NoFormula):
        return
    assert evaluate(str(form), point) == expected
    assert parse(str(form)) == form


@given(FORMULAS, FORMULAS)
def test_sums_of_polynomials_are_one_as_in_sympy(a: str, b: str) -> None:
    if "//" in a + b:
        return
    symbols = {name: sympy.Symbol(name, integer=True) for name in "NMH"}
    x, y = (sympy.sympify(text, locals=symbols) for text in (f"({a}) - ({b})", f"-({b}) + ({a})"))
    assert (sympy.expand(x - y) == 0) is (simplified(f"({a}) - ({b})") == simplified(f"0 - ({b}) + ({a})"))


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("M + N", "(M + N)"),
        ("N + M", "(M + N)"),
        ("2*N//2", "N"),
        ("(2*N + 3)//2", "(N + 1)"),
        ("(H - 3)//2 + 1", "(((H + 1) // 2) - 1)"),
        ("N - N", 0),
        ("3 - N", "(3 - N)"),
        ("N//-2", "((N // 2) - N)"),
        ("N//N", 1),
        ("N//M//2", "((N // M) // 2)"),
    ],
)
def test_canonical_forms(text: str, form: int | str) -> None:
    assert simplified(text) == form


@pytest.mark.parametrize("text", ["N + ", "f(N)", "N ** 2", "1.5", "N // 0", "(" * 500])
def test_what_is_no_formula(text: str) -> None:
    with pytest.raises(NoFormula):
        parse(text)
    assert simplified(text) == text


@pytest.mark.parametrize(
    "formula",
    ["s0", "s0 + s1", "7 - s0", "6*s0*s1 + 2*s0 - 7", "s0*s1*s2", "s0//2", "(s0 - 5)//3 + 1", "(3*s0 + 1)//2", "12"],
)
def test_formulas_are_found_from_values(formula: str) -> None:
    base = {"s0": 1009, "s1": 1151, "s2": 1301}
    found = fit(lambda point: evaluate(formula, point), base, list(base))
    assert found is not None
    assert parse(found) == parse(formula)


@pytest.mark.parametrize("formula", ["s0*s0", "s0*(s1//2)", "s0//100"])
def test_other_formulas_are_not_guessed(formula: str) -> None:
    assert fit(lambda point: evaluate(formula, point), {"s0": 1009, "s1": 1151}, ["s0", "s1"]) is None


def test_a_value_that_is_not_always_there_has_no_formula() -> None:
    assert fit(lambda point: point["s0"] if point["s0"] % 2 else None, {"s0": 1009}, ["s0"]) is None
