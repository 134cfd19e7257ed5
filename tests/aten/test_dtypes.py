"""The table of dtypes says what torch says."""

import pytest
import torch

from hasktorch_py.aten.dtypes import BY_INSTANCE, CLASSES, DTYPES, INSTANCES, TAGS_OF, DType
from hasktorch_py.aten.torch_dtypes import conversion, tag


@pytest.mark.parametrize("dtype", DTYPES, ids=INSTANCES)
def test_a_row_is_what_torch_says(dtype: DType) -> None:
    found = getattr(torch, dtype.torch)
    x = torch.zeros(1, dtype=found)
    assert x.type() == f"torch.{dtype.tag}Tensor"
    assert getattr(torch.zeros(1), dtype.conversion)().dtype is found
    if dtype.dtype_class == "Boolean":
        assert found is torch.bool
    else:
        assert (found.is_complex, found.is_floating_point) == (
            dtype.dtype_class == "Complex",
            dtype.dtype_class == "Floating",
        )


def test_every_dtype_is_in_one_class() -> None:
    tags = [tag for name in CLASSES for tag in TAGS_OF[name]]
    assert sorted(tags) == sorted(TAGS_OF["DType"]) == sorted(dtype.tag for dtype in DTYPES)
    assert tuple(BY_INSTANCE) == INSTANCES and len(set(INSTANCES)) == 12


def test_messages_name_a_dtype_without_an_instance_as_torch_does() -> None:
    assert (tag(torch.float64), conversion(torch.float64)) == ("Double", ".double()")
    other = torch.float8_e5m2
    assert (tag(other), conversion(other)) == ("torch.float8_e5m2", ".to(torch.float8_e5m2)")
