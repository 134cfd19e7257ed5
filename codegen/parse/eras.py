"""The keys that entries of each ATen era have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from .document import Node

#: Only entries with extra results had it, in the versions that had it.
OPTIONAL_KEYS = frozenset({"buffers"})

_OLDEST = frozenset(
    {"name", "arguments", "returns", "method_of", "mode", "inplace", "method_prefix_derived"},
)
_FORK = _OLDEST | {"abstract", "buffers"}
_V0_4 = _FORK | {"deprecated", "device_guard", "with_gil"}
_V1_0 = _V0_4 | {"python_module", "is_factory_method", "requires_tensor"}
_V1_1 = _V1_0 - {"buffers"} | {"schema_string", "matches_jit_signature"}
_V1_3 = _V1_1 | {"operator_name", "overload_name", "use_c10_dispatcher", "category_override"}
_V1_7 = _V1_3 - {"method_prefix_derived", "requires_tensor"} | {
    "manual_kernel_registration",
    "schema_order_cpp_signature",
    "schema_order_arguments",
    "has_math_kernel",
}
_V1_10 = _V1_7 - {"use_c10_dispatcher", "matches_jit_signature"}


@dataclass(frozen=True, slots=True)
class Era:
    """``since`` is the first version in ``shared/declarations`` with exactly these keys."""

    since: str
    keys: frozenset[str]

    @property
    def required(self) -> frozenset[str]:
        return self.keys - OPTIONAL_KEYS

    @property
    def has_schema(self) -> bool:
        return "schema_string" in self.keys

    @property
    def has_unique_overloads(self) -> bool:
        """Whether (name, overload) tells entries apart; 1.3 had overload names, but four of them twice."""
        return "schema_order_arguments" in self.keys


#: Newest first: of two eras that fit equally well, the newer is meant.
ERAS = (
    Era("1.10.2", _V1_10),
    Era("1.7.1", _V1_7),
    Era("1.3.0", _V1_3),
    Era("1.2.0", _V1_1),
    Era("1.0.0", _V1_0),
    Era("0.4.1", _V0_4),
    Era("hasktorch-aten-fork", _FORK),
    Era("0.3", _OLDEST),
)


def era_of(entries: Iterable[Node]) -> Era:
    """The era whose keys differ least from those of the entries, so that a few bad entries do not change it."""
    seen = Counter(frozenset(entry.value) for entry in entries if isinstance(entry.value, dict))
    return min(
        ERAS, key=lambda era: sum(count * len((keys ^ era.keys) - OPTIONAL_KEYS) for keys, count in seen.items())
    )
