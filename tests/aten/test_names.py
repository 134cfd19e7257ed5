"""The table of ATen's modules says what torch has, and names lead to torch's own callables."""

import types

import pytest
import torch

from hasktorch_py.aten.callables import exists, function_path, method_path, resolve
from hasktorch_py.aten.names import (
    MODULES,
    Module,
    is_dunder,
    is_private,
    namespace_of,
    out_name,
    parameter_name,
    public_name,
)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name or "root")
def test_torch_has_the_functions_of_a_module_where_the_table_says(module: Module) -> None:
    assert isinstance(resolve(module.public), types.ModuleType)
    found = vars(resolve(module.binding)) if module.name else {"mm": torch.mm}
    functions = [name for name, value in found.items() if isinstance(value, types.BuiltinFunctionType)]
    assert functions and all(name.startswith((module.prefix, "_")) for name in functions)
    public = [name for name in functions if exists(f"{module.public}.{public_name(name, module.name)}")]
    assert public, "none has a public name"


def test_names() -> None:
    assert [public_name("linalg_inv", "linalg"), public_name("mm", "")] == ["inv", "mm"]
    assert [namespace_of("nn"), namespace_of("sparse"), namespace_of("")] == ["nn", "", ""]
    assert is_dunder("__ilshift__") and not is_dunder("_softmax")
    assert is_private("_softmax") and is_private("linalg__powsum", "linalg") and not is_private("__and__")
    assert out_name("add") == "_add"
    assert parameter_name("self", is_tensor=True, method=False) == "input"
    assert parameter_name("self", is_tensor=True, method=True) == "self"
    assert parameter_name("from", is_tensor=False, method=True) == "from_"


def test_a_function_has_its_public_path_before_that_of_the_binding() -> None:
    assert function_path("", "mm") == "torch.mm"
    assert function_path("linalg", "linalg_inv") == "torch.linalg.inv"
    assert function_path("nn", "gelu") == "torch.nn.functional.gelu"
    assert function_path("linalg", "linalg_no_such") is None
    assert [method_path("add_"), method_path("shape"), method_path("norm")] == ["torch.Tensor.add_", None, None]
