"""Operations that change a shape in place, and what the stubs say of them."""

from codegen.lower.in_place import advice, pure_forms
from codegen.lower.view import FunctionView
from codegen.paths import FACTS
from codegen.rules.facts import load
from codegen.rules.language import UNKNOWN, Rule, Shape


def _reshapes(rule: Rule) -> bool:
    """Whether a result has other dimensions than the first tensor, as far as it is told."""
    if not (rule.inputs and rule.outputs):
        return False
    before, after = rule.inputs[0], rule.outputs[0]
    told = isinstance(after, Shape) and UNKNOWN not in (after.rest, *after.dims)
    return told and len(rule.inputs) == 1 and before != after


def test_the_table_has_what_aten_reshapes() -> None:
    facts = load(FACTS).facts
    in_place = {key: known for key, known in facts.items() if key.partition(".")[0].endswith("_")}
    found = {key.partition(".")[0] for key, known in in_place.items() if any(_reshapes(f.rule) for f in known.rules)}
    assert found <= pure_forms().keys()
    assert pure_forms().keys() <= {key.partition(".")[0] for key in facts}


def test_each_overload_says_what_to_call_instead() -> None:
    view = FunctionView("t_", (), ("(x: A) -> B: ...", "(x: C) -> D: ..."), advice=advice("t_"))
    said = "t_ changes a shape in place, and no type follows it; assign the result of t"
    assert view.definitions[0] == f'@overload\n@_deprecated("{said}")\ndef t_(x: A) -> B: ...'
    assert advice("add_") == ""
