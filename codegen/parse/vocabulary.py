"""Every key that an ATen version has written into its declarations: one table for all of them.

A key may come and go as it likes. What is read is what the entry has; an unknown key is said, and read over.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Key:
    """``since``: the first ATen that is known to have it. ``needed``: in entries with a key of that age or newer,
    but for those with the key ``unless``. What does not ``matter`` concerns ATen's own C++, and is read over.
    """

    name: str
    since: str
    means: str
    needed: bool = False
    unless: str = ""
    matters: bool = True

    @property
    def age(self) -> tuple[int, ...]:
        return tuple(int(part) for part in self.since.split("."))


class Of(enum.Enum):
    """What has the keys."""

    ENTRY = "an entry"
    ARGUMENT = "an argument"
    RESULT = "a result"


@dataclass(frozen=True, slots=True)
class Lookup:
    """What the table says of a set of keys: which are missing, and which nobody knows."""

    missing: tuple[Key, ...]
    unknown: tuple[str, ...]


_OLDEST = (0, 3)
_ROWS: Mapping[Of, tuple[Key, ...]] = {
    Of.ENTRY: (
        Key("name", "0.3", "the name in C++, which is that of the schema, or with _out behind it", needed=True),
        Key(
            "arguments",
            "0.3",
            "the arguments in the order of C++, which has results first",
            needed=True,
        ),
        Key("returns", "0.3", "the results", needed=True),
        Key("method_of", "0.3", "where C++ offers it: Tensor (a method), namespace (a function), Type", needed=True),
        Key("inplace", "0.3", "whether it changes its first argument, which its name tells as well"),
        Key("mode", "0.3", "TH, NN (a function of torch.nn) or native", needed=True, unless="python_module"),
        Key("method_prefix_derived", "0.3", "a prefix of the C++ name, until 1.5", matters=False),
        Key("abstract", "0.4", "whether the C++ class implements it", matters=False),
        Key("buffers", "0.4", "results that only the backward kernel reads, until 1.0", matters=False),
        Key("deprecated", "0.4", "whether ATen advises against it"),
        Key("device_guard", "0.4", "whether C++ switches the device", matters=False),
        Key("with_gil", "0.4", "whether C++ keeps Python's lock", matters=False),
        Key("python_module", "1.0", "the module of torch that has it: nn, linalg, …", needed=True),
        Key("is_factory_method", "1.0", "whether it makes a tensor of given options", matters=False),
        Key("requires_tensor", "1.0", "whether C++ needs a tensor to dispatch on, until 1.6", matters=False),
        Key("schema_string", "1.1", "the schema, which says all that is bound", needed=True),
        Key("matches_jit_signature", "1.1", "whether TorchScript has the same, until 1.8", matters=False),
        Key("operator_name", "1.3", "the name in the schema"),
        Key("overload_name", "1.3", "the overload in the schema"),
        Key("use_c10_dispatcher", "1.3", "how C++ registers it, until 1.7", matters=False),
        Key("category_override", "1.3", "the heading in ATen's documentation", matters=False),
        Key("manual_kernel_registration", "1.5", "whether its kernel is registered by hand", matters=False),
        Key("schema_order_cpp_signature", "1.7", "the C++ type of the function", matters=False),
        Key("schema_order_arguments", "1.7", "the arguments in the order of the schema"),
        Key("has_math_kernel", "1.7", "whether it is made of other operators", matters=False),
    ),
    Of.ARGUMENT: (
        Key("name", "0.3", "its name", needed=True),
        Key("type", "0.3", "its type in C++", needed=True),
        Key("dynamic_type", "0.3", "the same without reference and optionality"),
        Key("default", "0.3", "its default in C++"),
        Key("default_init", "0.3", "how C++ makes the default, until 1.0"),
        Key("python_default_init", "0.4", "a default that only Python has, until 1.0"),
        Key("kwarg_only", "0.3", "whether it is given by name only; absent where not"),
        Key("output", "0.3", "whether it is a result that the caller provides; absent where not"),
        Key("allocate", "0.4", "whether C++ can make that result itself", matters=False),
        Key("size", "0.3", "the length that a single number is expanded to"),
        Key("is_nullable", "0.3", "whether it may be None"),
        Key("is_type_dispatched", "0.4", "whether C++ dispatches on it, until 0.4", matters=False),
        Key("annotation", "1.1", "what it shares memory with, as in the schema"),
        Key("field_name", "1.1", "its name in a named tuple of results", matters=False),
    ),
    Of.RESULT: (
        Key("name", "0.3", "its name", needed=True),
        Key("type", "0.3", "its type in C++", needed=True),
        Key("dynamic_type", "0.3", "the same without reference and optionality"),
        Key("field_name", "1.1", "its name in a named tuple of results", matters=False),
    ),
}
KEYS: Mapping[Of, Mapping[str, Key]] = {of: {key.name: key for key in keys} for of, keys in _ROWS.items()}


@cache
def look_up(of: Of, names: frozenset[str]) -> Lookup:
    """Which keys are missing where these are, and which of these are unknown. A file has few different sets of them."""
    known = KEYS[of]
    newest = max((known[name].age for name in names if name in known), default=_OLDEST)
    missing = (key for key in _ROWS[of] if key.needed and key.age <= newest and not names & {key.name, key.unless})
    return Lookup(tuple(missing), tuple(sorted(names - known.keys())))
