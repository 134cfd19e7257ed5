"""Mutations of declarations that a next ATen might bring, and of each what the entry then says, if at all.

A mutation is consistent where ATen's own generator would write it so (schema and C++ arguments change together), and
half done where it is not. Nothing here is random but the choice of entries and of mutations.
"""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

Entry = dict[str, Any]
#: Changes an entry; returns the schema that it then has, or None where no reading of it is right.
Mutator = Callable[[Entry, random.Random], str | None]
_ENTRY = re.compile(r"^(?=- )", re.MULTILINE)


#: Keys that say nothing that is bound, or what others say as well.
NEEDLESS = ("mode", "with_gil", "deprecated", "operator_name", "overload_name", "has_math_kernel", "inplace")
NUMBER = {"annotation": None, "dynamic_type": "int64_t", "is_nullable": False, "type": "int64_t"}


class Unfit(Exception):
    """The entry has nothing that this mutation could change."""


@dataclass(frozen=True, slots=True)
class Future:
    """Declarations of a version to come. ``right``: index of a changed entry → the schema that it may be read as."""

    text: str
    right: Mapping[int, str | None]
    names: Mapping[int, str]


def split(text: str) -> list[str]:
    """The text of each entry."""
    return _ENTRY.split(text)[1:]


def future(texts: list[str], count: int, seed: int) -> Future:
    """The entries with ``count`` of them changed, and new overloads behind some of these."""
    rng = random.Random(seed)
    chosen = rng.sample(range(len(texts)), count + count // 2)
    right: dict[int, str | None] = {}
    names: dict[int, str] = {}
    changed: dict[int, str] = {}
    mutators = list(MUTATORS)
    for number, index in enumerate(chosen):
        if len(right) == count:
            break
        entry = yaml.load(texts[index], yaml.CSafeLoader)[0]
        mutator = mutators[(number + seed) % len(mutators)]
        mutated = copy.deepcopy(entry)
        try:
            right[index] = mutator(mutated, rng)
        except Unfit:
            continue
        names[index] = mutator.__name__
        changed[index] = yaml.dump([mutated], Dumper=yaml.CSafeDumper, width=10_000, sort_keys=False)
    return Future("".join(changed.get(index, text) for index, text in enumerate(texts)), right, names)


def _everywhere(entry: Entry, name: str) -> list[Entry]:
    """The descriptions of one argument: C++ has it in two orders."""
    both = [*entry["arguments"], *entry["schema_order_arguments"]]
    return [argument for argument in both if argument["name"] == name]


def _some(entry: Entry, rng: random.Random, fits: Callable[[Entry], bool] = lambda argument: True) -> str:
    """The name of an argument that is no result."""
    names = [each["name"] for each in entry["arguments"] if not each.get("output") and fits(each)]
    if not names:
        raise Unfit
    return str(rng.choice(names))


def _schema(entry: Entry, pattern: str, replacement: str) -> str:
    """Put another text into the schema, once, and return it."""
    changed, count = re.subn(pattern, lambda _: replacement, entry["schema_string"])
    if count != 1:
        raise Unfit
    entry["schema_string"] = changed
    return changed


def unknown_key(entry: Entry, rng: random.Random) -> str | None:
    entry[rng.choice(("tags", "autograd", "structured", "has_symint"))] = rng.choice((True, "x", ["a", "b"], 3, None))
    return str(entry["schema_string"])


def dispatch_field(entry: Entry, rng: random.Random) -> str | None:
    entry["dispatch"] = {"CPU": ["f", {"g": None}], "CUDA, MPS": "h"}
    return str(entry["schema_string"])


def unknown_key_of_an_argument(entry: Entry, rng: random.Random) -> str | None:
    for argument in _everywhere(entry, _some(entry, rng)):
        argument["is_symbolic"] = True
    return str(entry["schema_string"])


def unknown_key_of_a_result(entry: Entry, rng: random.Random) -> str | None:
    if not entry["returns"]:
        raise Unfit
    entry["returns"][0]["lifetime"] = "caller"
    return str(entry["schema_string"])


def needless_key_is_gone(entry: Entry, rng: random.Random) -> str | None:
    del entry[rng.choice(NEEDLESS)]
    return str(entry["schema_string"])


def needed_key_is_gone(entry: Entry, rng: random.Random) -> str | None:
    del entry[rng.choice(("name", "arguments", "returns", "method_of", "python_module", "schema_string"))]
    return None


def key_has_another_name(entry: Entry, rng: random.Random) -> str | None:
    key = rng.choice(("method_of", "python_module", "schema_string", "arguments", "returns"))
    entry[f"{key}_v2"] = entry.pop(key)
    return None


def new_type(entry: Entry, rng: random.Random) -> str | None:
    """An argument of a type that is new, in C++ and in the schema."""
    name = _some(entry, rng)
    _schema(entry, rf"[\w\[\]?()!*]+ {name}(?=[,=)])", f"Quaternion {name}")
    for argument in _everywhere(entry, name):
        argument["type"] = argument["dynamic_type"] = "at::Quaternion"
        argument.pop("default", None)
    return None


def new_spelling_in_cpp(entry: Entry, rng: random.Random) -> str | None:
    for argument in _everywhere(entry, _some(entry, rng)):
        argument["type"] = f"std::span<{argument['type']}>"
    return None


def another_type_in_cpp(entry: Entry, rng: random.Random) -> str | None:
    """Half done: the schema says one type, C++ another."""
    for argument in _everywhere(entry, _some(entry, rng, lambda each: "Tensor" in each["type"])):
        argument["type"] = argument["dynamic_type"] = "double"
        argument.pop("default", None)
    return None


def renamed_argument(entry: Entry, rng: random.Random) -> str | None:
    name = _some(entry, rng)
    for argument in _everywhere(entry, name):
        argument["name"] = f"{name}_new"
    return _schema(entry, rf"(?<= ){name}(?=[,=)])", f"{name}_new")


def renamed_in_the_schema_alone(entry: Entry, rng: random.Random) -> str | None:
    name = _some(entry, rng)
    _schema(entry, rf"(?<= ){name}(?=[,=)])", f"{name}_new")
    return None


def removed_argument(entry: Entry, rng: random.Random) -> str | None:
    name = _some(entry, rng, lambda each: "default" in each and not each.get("kwarg_only"))
    for order in ("arguments", "schema_order_arguments"):
        entry[order] = [argument for argument in entry[order] if argument["name"] != name]
    return _schema(entry, rf", [^,()]+ {name}=(?:\[[^\]]*\]|\"[^\"]*\"|[^,)\[\"]+)", "")


def removed_in_cpp_alone(entry: Entry, rng: random.Random) -> str | None:
    name = _some(entry, rng)
    if name in ("dtype", "layout", "device", "pin_memory"):  # which C++ may write as one argument
        raise Unfit
    entry["arguments"] = [argument for argument in entry["arguments"] if argument["name"] != name]
    return None


def added_argument(entry: Entry, rng: random.Random) -> str | None:
    """At the end, by position and with a default: no call breaks."""
    added = {**NUMBER, "name": "brand_new", "default": 7}
    if "*" in entry["schema_string"] or "()" in entry["schema_string"]:
        raise Unfit
    entry["arguments"] += [dict(added)]
    entry["schema_order_arguments"] += [dict(added)]
    return _schema(entry, r"\) ->", ", int brand_new=7) ->")


def moved_behind_the_star(entry: Entry, rng: random.Random) -> str | None:
    """The last argument becomes one by name only."""
    if "*" in entry["schema_string"] or len(entry["arguments"]) < 2:
        raise Unfit
    name = entry["schema_order_arguments"][-1]["name"]
    for argument in _everywhere(entry, name):
        argument["kwarg_only"] = True
    return _schema(entry, rf", (?=[^,]+ {name}(?:=[^=]*)?\) ->)", ", *, ")


def moved_in_the_schema_alone(entry: Entry, rng: random.Random) -> str | None:
    if "*" in entry["schema_string"] or len(entry["arguments"]) < 2:
        raise Unfit
    name = entry["schema_order_arguments"][-1]["name"]
    _schema(entry, rf", (?=[^,]+ {name}(?:=[^=]*)?\) ->)", ", *, ")
    return None


def changed_default(entry: Entry, rng: random.Random) -> str | None:
    name = _some(entry, rng, lambda each: each["type"] == "bool" and "default" in each)
    (old,) = {argument["default"] for argument in _everywhere(entry, name)}
    for argument in _everywhere(entry, name):
        argument["default"] = not old
    return _schema(entry, rf"(?<= {name}=){old}", str(not old))


def changed_default_in_cpp_alone(entry: Entry, rng: random.Random) -> str | None:
    name = _some(entry, rng, lambda each: each["type"] == "bool" and "default" in each)
    for argument in _everywhere(entry, name):
        argument["default"] = not argument["default"]
    return None


def default_of_a_new_form(entry: Entry, rng: random.Random) -> str | None:
    name = _some(entry, rng, lambda each: "default" in each)
    _schema(entry, rf"(?<= {name}=)(?:\[[^\]]*\]|\"[^\"]*\"|[^,)\[\"]+)", "at::pi()")
    for argument in _everywhere(entry, name):
        argument["default"] = "at::pi()"
    return None


def new_overload(entry: Entry, rng: random.Random) -> str | None:
    """The entry becomes one that no ATen has."""
    old = f"{entry['operator_name']}.{entry['overload_name']}".rstrip(".")
    entry["overload_name"] = "Brand_New"
    return _schema(entry, rf"^aten::{re.escape(old)}\(", f"aten::{entry['operator_name']}.Brand_New(")


def new_operator(entry: Entry, rng: random.Random) -> str | None:
    name, old = "brand_new_operator", entry["operator_name"]
    if entry["name"] not in (old, f"{old}_out"):
        raise Unfit
    entry["name"] = entry["name"].replace(old, name)
    entry["operator_name"] = name
    entry["overload_name"] = f"v{rng.randrange(10**9)}"
    return _schema(entry, r"^aten::[\w.]+\(", f"aten::{name}.{entry['overload_name']}(")


def schema_of_another_overload(entry: Entry, rng: random.Random) -> str | None:
    _schema(entry, r"^aten::[\w.]+\(", "aten::something_else(")
    return None


def module_that_is_new(entry: Entry, rng: random.Random) -> str | None:
    entry["python_module"] = "quantum"
    return None


def value_of_another_kind(entry: Entry, rng: random.Random) -> str | None:
    key = rng.choice(("method_of", "arguments", "returns", "schema_string", "name", "python_module"))
    entry[key] = rng.choice(({"a": 1}, 3, True))
    return None


def notation_that_is_new(entry: Entry, rng: random.Random) -> str | None:
    _schema(entry, r" -> ", rng.choice((" -> own ", " => ", " -> @")))
    return None


MUTATORS: tuple[Mutator, ...] = (
    unknown_key,
    dispatch_field,
    unknown_key_of_an_argument,
    unknown_key_of_a_result,
    needless_key_is_gone,
    needed_key_is_gone,
    key_has_another_name,
    new_type,
    new_spelling_in_cpp,
    another_type_in_cpp,
    renamed_argument,
    renamed_in_the_schema_alone,
    removed_argument,
    removed_in_cpp_alone,
    added_argument,
    moved_behind_the_star,
    moved_in_the_schema_alone,
    changed_default,
    changed_default_in_cpp_alone,
    default_of_a_new_form,
    new_overload,
    new_operator,
    schema_of_another_overload,
    module_that_is_new,
    value_of_another_kind,
    notation_that_is_new,
)
