"""The canonical form of sizes, held against sympy; formulas found from numbers."""

import ast
from collections.abc import Mapping

import pytest
import sympy  # type: ignore[import-untyped]  # sympy ships no types
from hypothesis import given
from hypothesis import strategies as st

from hasktorch_py.oracle.fitting import fit
from hasktorch_py.oracle.size_algebra import Dim, Name, NoFormula, Symbol, Unknown, evaluate, operation, put

N, M, H, U = Symbol(0), Symbol(1), Symbol(2), Unknown(0)
NAMES: Mapping[str, Name] = {"N": N, "M": M, "H": H, "U": U}
OPERATORS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.FloorDiv: "//"}


def read(text: str) -> Dim:
    """The size that a formula in Python's syntax is."""

    def size(node: ast.expr) -> Dim:
        match node:
            case ast.Name(name):
                return NAMES[name]
            case ast.Constant(int(number)):
                return number
            case ast.UnaryOp(ast.USub(), operand):
                return operation("-", 0, size(operand))
            case ast.BinOp(left, op, right):
                return operation(OPERATORS[type(op)], size(left), size(right))
        raise AssertionError(ast.dump(node))

    return size(ast.parse(text, mode="eval").body)


_LEAVES = st.sampled_from(["N", "M", "H", "U"]) | st.integers(-9, 9).map(str)
FORMULAS = st.recursive(
    _LEAVES,
    lambda inner: st.tuples(inner, st.sampled_from(["+", "-", "*", "//"]), inner).map(
        lambda parts: f"({parts[0]}) {parts[1]} ({parts[2]})"
    ),
    max_leaves=8,
)
POINTS = st.fixed_dictionaries(dict.fromkeys(NAMES, st.integers(0, 50)))


def numbers(point: Mapping[str, int]) -> dict[Name, int]:
    return {NAMES[name]: number for name, number in point.items()}


@given(FORMULAS, POINTS)
def test_the_canonical_form_has_the_same_value(text: str, point: Mapping[str, int]) -> None:
    try:
        expected, dim = eval(text, {}, dict(point)), read(text)
    except (ZeroDivisionError, NoFormula):
        return
    assert evaluate(dim, numbers(point)) == expected
    assert operation("+", dim, 0) == dim


@given(FORMULAS, FORMULAS, POINTS)
def test_what_is_put_in_the_place_of_a_name_has_its_value(text: str, other: str, point: Mapping[str, int]) -> None:
    try:
        dim, value = read(text), read(other)
        expected = eval(text, {}, {**point, "N": eval(other, {}, dict(point))})
        found = put(dim, N, value)
    except (ZeroDivisionError, NoFormula):
        return
    assert evaluate(found, numbers(point)) == expected


@given(FORMULAS, FORMULAS)
def test_sums_of_polynomials_are_one_as_in_sympy(a: str, b: str) -> None:
    if "//" in a + b:
        return
    symbols = {name: sympy.Symbol(name, integer=True) for name in NAMES}
    x, y = (sympy.sympify(text, locals=symbols) for text in (f"({a}) - ({b})", f"-({b}) + ({a})"))
    assert (sympy.expand(x - y) == 0) is (read(f"({a}) - ({b})") == read(f"0 - ({b}) + ({a})"))


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("M + N", "(s0 + s1)"),
        ("N + M", "(s0 + s1)"),
        ("2*N//2", "s0"),
        ("(2*N + 3)//2", "(s0 + 1)"),
        ("(H - 3)//2 + 1", "(((s2 + 1) // 2) - 1)"),
        ("N - N", "0"),
        ("3 - N", "(3 - s0)"),
        ("N//-2", "((s0 // 2) - s0)"),
        ("N//N", "1"),
        ("N//M//2", "((s0 // s1) // 2)"),
        ("U + N", "(s0 + u0)"),
    ],
)
def test_canonical_forms(text: str, form: str) -> None:
    assert str(read(text)) == form


def test_equal_sizes_are_equal_values() -> None:
    assert read("2*N - N") == N and read("N + 3 - N") == 3 and read("N + M") != read("N + U")


def test_what_is_no_size() -> None:
    for operator, right in (("//", 0), ("**", 2), ("%", 3)):
        with pytest.raises(NoFormula):
            operation(operator, N, right)
    with pytest.raises(NoFormula):
        put(read("M // N"), N, 0)
    with pytest.raises(NoFormula):
        evaluate(read("M // N"), {N: 0, M: 4})


@pytest.mark.parametrize(
    "text",
    ["N", "N + M", "7 - N", "6*N*M + 2*N - 7", "N*M*H", "N//2", "(N - 5)//3 + 1", "(3*N + 1)//2", "12"],
)
def test_formulas_are_found_from_values(text: str) -> None:
    base = {N: 1009, M: 1151, H: 1301}
    assert fit(lambda point: evaluate(read(text), point), base, list(base)) == read(text)


@pytest.mark.parametrize("text", ["N*N", "N*(M//2)", "N//100"])
def test_other_formulas_are_not_guessed(text: str) -> None:
    assert fit(lambda point: evaluate(read(text), point), {N: 1009, M: 1151}, [N, M]) is None


def test_a_value_that_is_not_always_there_has_no_formula() -> None:
    assert fit(lambda point: point[N] if point[N] % 2 else None, {N: 1009}, [N]) is None
