"""The canonical form of sizes, held against sympy; formulas found from numbers."""

import ast
from collections.abc import Mapping

import pytest
import sympy  # type: ignore[import-untyped]  # sympy ships no types
from hypothesis import assume, given
from hypothesis import strategies as st

from hasktorch_py.oracle.fitting import Where, fit
from hasktorch_py.oracle.size_algebra import Dim, Name, NoFormula, Symbol, Unknown, evaluate, operation, put, solution

N, M, H, U = Symbol(0), Symbol(1), Symbol(2), Unknown(0)
NAMES: Mapping[str, Name] = {"N": N, "M": M, "H": H, "U": U}
OPERATORS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.FloorDiv: "//", ast.Mod: "%"}


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
            case ast.Call(ast.Name("min" | "max" as which), [left, right]):
                return operation(which, size(left), size(right))
            case ast.BinOp(left, op, right):
                return operation(OPERATORS[type(op)], size(left), size(right))
        raise AssertionError(ast.dump(node))

    return size(ast.parse(text, mode="eval").body)


_LEAVES = st.sampled_from(["N", "M", "H", "U"]) | st.integers(-9, 9).map(str)
FORMULAS = st.recursive(
    _LEAVES,
    lambda inner: (
        st.tuples(inner, st.sampled_from(["+", "-", "*", "//", "%"]), inner).map(
            lambda parts: f"({parts[0]}) {parts[1]} ({parts[2]})"
        )
        | st.tuples(st.sampled_from(["min", "max"]), inner, inner).map(
            lambda parts: f"{parts[0]}({parts[1]}, {parts[2]})"
        )
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
        assume((size := eval(other, {}, dict(point))) >= 0)
        expected = eval(text, {}, {**point, "N": size})
        found = put(dim, N, value)
    except (ZeroDivisionError, NoFormula):
        return
    assert evaluate(found, numbers(point)) == expected


@given(FORMULAS, FORMULAS)
def test_sums_of_polynomials_are_one_as_in_sympy(a: str, b: str) -> None:
    if any(sign in a + b for sign in ("//", "%", "min", "max")):
        return
    symbols = {name: sympy.Symbol(name, integer=True) for name in NAMES}
    x, y = (sympy.sympify(text, locals=symbols) for text in (f"({a}) - ({b})", f"-({b}) + ({a})"))
    assert (sympy.expand(x - y) == 0) is (read(f"({a}) - ({b})") == read(f"0 - ({b}) + ({a})"))


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("M + N", "s0 + s1"),
        ("N + M", "s0 + s1"),
        ("2*N//2", "s0"),
        ("(2*N + 3)//2", "s0 + 1"),
        ("(H - 3)//2 + 1", "((s2 + 1) // 2) - 1"),
        ("N - N", "0"),
        ("3 - N", "3 - s0"),
        ("N//-2", "(s0 // 2) - s0"),
        ("N//N", "1"),
        ("N//M//2", "(s0 // s1) // 2"),
        ("U + N", "s0 + u0"),
        ("N % 8", "s0 - (8 * (s0 // 8))"),
        ("8*N % 4", "0"),
        ("min(N - 2, 8)", "min(s0, 10) - 2"),
        ("min(8, min(N, 4))", "min(s0, 4)"),
        ("min(M, N) - min(N, M)", "0"),
        ("min(2*N, 2*M)", "2 * min(s0, s1)"),
        ("min(N, N + M)", "s0"),
        ("max(N, N + M)", "s0 + s1"),
        ("max(N - M, 0)", "max((s0 - s1), 0)"),
        ("max(N, 0)", "s0"),
        ("min(N, M, )", "min(s0, s1)"),
    ],
)
def test_canonical_forms(text: str, form: str) -> None:
    assert str(read(text)) == form


def test_equal_sizes_are_equal_values() -> None:
    assert read("2*N - N") == N and read("N + 3 - N") == 3 and read("N + M") != read("N + U")


def test_what_is_no_size() -> None:
    for operator, right in (("//", 0), ("**", 2), ("%", 0)):
        with pytest.raises(NoFormula):
            operation(operator, N, right)
    with pytest.raises(NoFormula):
        put(read("M // N"), N, 0)
    with pytest.raises(NoFormula):
        evaluate(read("M // N"), {N: 0, M: 4})


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        ("N + 1", "5", "4"),
        ("2*N", "6", "3"),
        ("N", "M + 2", "M + 2"),
        ("3*N - M", "2*M + 3", "M + 1"),
        ("N - 4", "0", "4"),
    ],
)
def test_equations_are_solved(left: str, right: str, found: str) -> None:
    assert solution(read(left), N, read(right)) == read(found)


@pytest.mark.parametrize(("left", "right"), [("2*N", "M"), ("N*M", "M"), ("N//2", "3"), ("N*N", "4"), ("M", "4")])
def test_what_an_equation_does_not_tell(left: str, right: str) -> None:
    assert solution(read(left), N, read(right)) is None


@pytest.mark.parametrize(("left", "right"), [("2*N", "5"), ("N + 1", "0"), ("2*N + 2*M", "2*M + 1")])
def test_equations_that_no_size_solves(left: str, right: str) -> None:
    with pytest.raises(NoFormula):
        solution(read(left), N, read(right))


BASES = [{N: 1009, M: 1151, H: 1301}, {N: 5009, M: 2003, H: 1301}, {N: 1301, M: 5009, H: 2003}]
TINY = [dict.fromkeys((N, M, H), n) for n in range(4)]


@pytest.mark.parametrize(
    "text",
    [
        "N", "N + M", "N - 7", "6*N*M + 2*N + 7", "N*M*H", "N//2", "(N - 5)//3 + 1", "(3*N + 1)//2", "12",
        "N*N*N", "M*N*N", "(N*N - N)//2", "(N + M - 5)//2 + 1", "(N - 1)*(N - 1)",
        "min(N, M)", "min(N, M - 3)", "min(N, 10)", "min(N, 10) - 2", "max(N, M)", "2*min(N, M)", "min(N, min(M, H))",
    ],
)  # fmt: skip
def test_formulas_are_found_from_values(text: str) -> None:
    def value(point: Mapping[object, int]) -> int:
        return max(0, evaluate(read(text), point))

    assert fit(value, [N, M, H], Where(BASES, TINY, [2, 7, 10])) == read(text)


@pytest.mark.parametrize("text", ["8", "N//8", "3*(N//8)", "N*M//2", "N + M//4"])
def test_formulas_of_multiples_are_quotients(text: str) -> None:
    where = Where([{N: 64 * 11, M: 64 * 7}, {N: 64 * 23, M: 64 * 29}], step=64)
    assert fit(lambda point: evaluate(read(text), point), [N, M], where) == read(text)


@pytest.mark.parametrize("text", ["N*N*N*N*N", "N*(M//2)", "N//100"])
def test_other_formulas_are_not_guessed(text: str) -> None:
    assert fit(lambda point: evaluate(read(text), point), [N, M], Where([{N: 1009, M: 1151}])) is None


def test_a_value_that_is_not_always_there_has_no_formula() -> None:
    assert fit(lambda point: point[N] if point[N] % 2 else None, [N], Where([{N: 1009}])) is None
