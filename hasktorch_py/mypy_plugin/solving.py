"""Calls of the program's own functions: type variables that mypy cannot solve, in formulas and for ints.

`def f(x: Tensor[Add[N, L[1]]]) -> Tensor[N]` called with a `[5]` has N = 4; `def make(n: N) -> Tensor[N]` called with 3
has N = 3. What no equation tells is unknown. Where no size is right, the parameter stays as it is: mypy refuses it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from mypy.expandtype import expand_type
from mypy.maptype import map_instance_to_supertype
from mypy.nodes import Expression, TypeInfo
from mypy.plugin import FunctionSigContext, MethodSigContext
from mypy.type_visitor import TypeQuery
from mypy.types import (
    CallableType,
    Instance,
    ProperType,
    TupleType,
    Type,
    TypeVarId,
    TypeVarLikeType,
    TypeVarType,
    UnionType,
    UnpackType,
    get_proper_type,
)

from ..oracle.question import Constant, Size
from ..oracle.size_algebra import Dim, NoFormula, Symbol, Unknown, names_in, put, solution
from .asker import Asker
from .bound_once import BoundNames
from .packages import is_tensor
from .reading import Reader, Unreadable
from .symbolic import HasOperation, Normalizer, operator_of, size_of
from .writing import Writer

_NO_PACKAGE = ""  # dimensions are read and written, no tensors


class NoSize(Exception):
    """An equation that no size solves; `place` is that of the parameter."""

    def __init__(self, place: int) -> None:
        super().__init__(f"parameter {place}")
        self.place = place


class Solved:
    """The hook for a call of one of the program's functions."""

    def __init__(self, asker: Asker) -> None:
        self.asker = asker

    def __call__(self, ctx: FunctionSigContext | MethodSigContext) -> CallableType:
        return solved(self.asker, ctx, ctx.default_signature)


def solved(asker: Asker, ctx: FunctionSigContext | MethodSigContext, signature: CallableType) -> CallableType:
    """The signature with sizes in the place of variables that mypy cannot solve, or solves in one order only."""
    sizes_of = [t.accept(_Dimensions()) for t in signature.arg_types] if signature.variables else []
    wanted = {*_wanted(signature)} if sizes_of else set()
    if not wanted and sum(map(len, sizes_of)) == len(frozenset().union(*sizes_of)):
        return signature
    reader = Reader(ctx.api, BoundNames(ctx.api), _NO_PACKAGE)
    equations = _Equations({v.id: Symbol(-1 - i) for i, v in enumerate(signature.variables) if _is_size(v)}, reader)
    with ctx.api.msg.filter_errors():
        for place, (formal, given) in enumerate(zip(signature.arg_types, ctx.args, strict=True)):
            if len(given) == 1:
                equations.add(place, formal, given[0])
    wanted |= equations.contradicted()
    if not wanted:
        return signature
    refused = None
    try:
        sizes: Mapping[TypeVarId, Dim] = equations.solved()
    except NoSize as error:
        sizes, refused = {}, error.place
    writer, normalizer = Writer(asker.info, reader.symbols, _NO_PACKAGE), Normalizer(asker.info)
    types = {v: writer.dimension(sizes.get(v)) for v in wanted}
    ints = {v: writer.int() for v in wanted}
    arguments = [
        t if place == refused else expand_type(t, ints if any(_bare(t)) else types).accept(normalizer)
        for place, t in enumerate(signature.arg_types)
    ]
    return signature.copy_modified(
        arg_types=arguments,
        ret_type=expand_type(signature.ret_type, types).accept(normalizer),
        variables=[v for v in signature.variables if v.id not in wanted],
    )


def _is_size(variable: TypeVarLikeType) -> bool:
    """Whether a type variable may stand for any size."""
    bound = get_proper_type(variable.upper_bound)
    named = bound.type.fullname if isinstance(bound, Instance) else ""
    return isinstance(variable, TypeVarType) and not variable.values and named in ("builtins.int", "builtins.object")


def _wanted(signature: CallableType) -> Iterator[TypeVarId]:
    """The variables that mypy cannot solve: those in formulas, and those of ints that are dimensions, too."""
    sizes = {v.id for v in signature.variables if _is_size(v)}
    bare = {v.id for t in signature.arg_types for v in _bare(t) if _is_int(v)} & sizes
    if bare:
        yield from bare & {*signature.accept(_Dimensions())}
    for formal in signature.arg_types:
        if formal.accept(HasOperation()):
            yield from sizes & {*formal.accept(_Dimensions())}


def _is_int(variable: TypeVarType) -> bool:
    bound = get_proper_type(variable.upper_bound)
    return isinstance(bound, Instance) and bound.type.fullname == "builtins.int"


def _bare(formal: Type) -> Iterator[TypeVarType]:
    """The variables that a parameter itself is of: an int, or a tuple of ints, or one of these."""
    match get_proper_type(formal):
        case TypeVarType() as variable:
            yield variable
        case TupleType(items=items) | UnionType(items=items):
            for item in items:
                yield from _bare(item)


class _Dimensions(TypeQuery[frozenset[TypeVarId]]):
    """The variables that are dimensions of the tensors in a type, or of those that its classes have."""

    def __init__(self) -> None:
        super().__init__()
        self._open: set[TypeInfo] = set()

    def strategy(self, items: list[frozenset[TypeVarId]]) -> frozenset[TypeVarId]:
        return frozenset().union(*items)

    def visit_instance(self, t: Instance) -> frozenset[TypeVarId]:
        inner = super().visit_instance(t)
        variables = [arg.id for a in t.args if isinstance(arg := get_proper_type(a), TypeVarType)]
        if is_tensor(t.type) or operator_of(t):
            return inner | {*variables}
        if not variables or t.type in self._open or t.type.module_name in ("builtins", "typing"):
            return inner
        self._open.add(t.type)
        own = self.strategy([node.type.accept(self) for node in t.type.names.values() if node.type is not None])
        self._open.remove(t.type)
        pairs = zip(t.type.defn.type_vars, map(get_proper_type, t.args), strict=False)
        return inner | {arg.id for v, arg in pairs if isinstance(arg, TypeVarType) and v.id in own}


@dataclass
class _Equations:
    """What the arguments of a call say of the variables of its signature, which are symbols below zero."""

    symbols: Mapping[TypeVarId, Symbol]
    reader: Reader
    found: list[tuple[int, Dim, Dim]] = field(default_factory=list)  # parameter, declared, given
    _of_tensors: dict[TypeVarId, set[Dim]] = field(default_factory=dict)  # what variables are as dimensions of tensors

    def add(self, place: int, formal: Type, node: Expression) -> None:
        """The equations of one parameter."""
        try:
            if any(_bare(formal)):
                self._add_ints(place, get_proper_type(formal), node)
            elif formal.accept(_Dimensions()):
                self._match(place, get_proper_type(formal), get_proper_type(self.reader.api.get_expression_type(node)))
        except Unreadable:
            return

    def _add_ints(self, place: int, formal: ProperType, node: Expression) -> None:
        given = self.reader.expression(node)
        match formal, given:
            case TypeVarType(), Constant(int(n)):
                self._equate(place, formal, n)
            case TypeVarType(), Size(dim):
                self._equate(place, formal, dim)

    def _match(self, place: int, formal: ProperType, given: ProperType) -> None:
        match formal, given:
            case (TypeVarType(), _):
                self._equate(place, formal, self.reader.dimension(given))
            case (Instance(), _) if operator_of(formal):
                self._equate(place, formal, self.reader.dimension(given))
            case Instance(), Instance() if given.type.has_base(formal.type.fullname):
                mapped = map_instance_to_supertype(given, formal.type)
                unpacked = [isinstance(get_proper_type(t), UnpackType) for t in (*formal.args, *mapped.args)]
                if len(formal.args) == len(mapped.args) and not any(unpacked):
                    for a, b in zip(formal.args, mapped.args, strict=True):
                        self._match_part(place, get_proper_type(a), get_proper_type(b), is_tensor(formal.type))
            case UnionType(), _:
                for item in formal.items:
                    self._match_part(place, get_proper_type(item), given)
            case TupleType(), TupleType() if len(formal.items) == len(given.items):
                for a, b in zip(formal.items, given.items, strict=True):
                    self._match_part(place, get_proper_type(a), get_proper_type(b))

    def _match_part(self, place: int, formal: ProperType, given: ProperType, of_tensor: bool = False) -> None:
        try:
            self._match(place, formal, given)
            if of_tensor and isinstance(formal, TypeVarType):
                self._of_tensors.setdefault(formal.id, set()).add(self.reader.dimension(given))
        except Unreadable:
            return

    def contradicted(self) -> set[TypeVarId]:
        """The variables for sizes that two tensors have differently."""
        known = {v: {d for d in dims if not any(isinstance(n, Unknown) for n in names_in(d))}
                 for v, dims in self._of_tensors.items() if v in self.symbols}  # fmt: skip
        return {v for v, dims in known.items() if len(dims) > 1}

    def _equate(self, place: int, formal: Type, dim: Dim) -> None:
        def leaf(t: Type) -> Dim:
            t = get_proper_type(t)
            if isinstance(t, TypeVarType) and t.id in self.symbols:
                return self.symbols[t.id]
            return self.reader.dimension(t)

        try:
            self.found.append((place, size_of(formal, leaf), dim))
        except NoFormula:
            return

    def solved(self) -> Mapping[TypeVarId, Dim]:
        """The sizes that are known.  Raises NoSize."""
        sizes: dict[Symbol, Dim] = {}
        left = sorted(self.found, key=lambda e: not isinstance(e[1], Symbol))
        while True:
            for i, (place, declared, dim) in enumerate(left):
                for symbol, value in sizes.items():
                    declared = _put(declared, symbol, value)
                own = {n for n in names_in(declared) if isinstance(n, Symbol) and n.number < 0}
                if len(own) <= 1:
                    for symbol in own:
                        sizes[symbol] = _solution(place, declared, symbol, dim)
                    del left[i]
                    break
            else:
                return {v: sizes[s] for v, s in self.symbols.items() if s in sizes}


def _put(declared: Dim, symbol: Symbol, value: Dim) -> Dim:
    try:
        return put(declared, symbol, value)
    except NoFormula:
        return Unknown(0)


def _solution(place: int, declared: Dim, symbol: Symbol, dim: Dim) -> Dim:
    """The size of a symbol, unknown where nothing tells it.  Raises NoSize."""
    try:
        found = solution(declared, symbol, dim)
    except NoFormula as error:
        raise NoSize(place) from error
    return Unknown(0) if found is None else found
