"""One reader for every ATen era: all files become the same IR, and print back to the schemas in them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from codegen.errors import Location
from codegen.model import Argument, Base, BaseType, Declaration, Default, EnumDefault, ListType, OptionalType
from codegen.parse import load, parse
from codegen.parse.document import read_document
from codegen.parse.source import read_text
from hasktorch_py.aten.names import BY_MODULE

SAMPLES = Path(__file__).parents[1] / "samples"
#: Version → number of entries, as the README beside the files says.
ENTRIES = {
    "0.3": 715,
    "hasktorch-aten-fork": 933,
    "0.4.1": 1258,
    "1.0.0": 1723,
    "1.2.0": 1174,
    "1.3.0": 1277,
    "1.4.0": 1297,
    "1.7.1": 1665,
    "1.10.2": 2162,
    "1.13.0": 2952,
    "2.0.0": 2977,
    "2.5.0": 3130,
    "2.11.0": 3194,
    "2.14.1": 3103,
}
WITHOUT_SCHEMA = {"0.3", "hasktorch-aten-fork", "0.4.1", "1.0.0"}


def schemas_in(text: str) -> list[str]:
    """The schema strings of a file, found by a way of its own: they stand on one line each, quoted or not."""
    lines = (line.strip() for line in text.splitlines())
    found = (line.removeprefix("schema_string: ") for line in lines if line.startswith("schema_string: "))
    return [yaml.safe_load(schema) if schema[0] in "'\"" else schema for schema in found]


@pytest.mark.aten
@pytest.mark.parametrize("version", ENTRIES)
def test_every_era_is_read(version: str, declarations: Path) -> None:
    path = declarations / f"Declarations-{version}.yaml.xz"
    reading = load(path)
    read = reading.declarations
    assert (len(read), reading.skipped, reading.findings) == (ENTRIES[version], (), ())
    schemas = schemas_in(read_text(path))
    assert len(schemas) == (0 if version in WITHOUT_SCHEMA else ENTRIES[version])
    for declaration, schema in zip(read, schemas, strict=False):
        assert str(declaration) == schema
    assert len({(d.key, d.arguments) for d in read}) == len(read)


@pytest.mark.aten
@pytest.mark.parametrize(("version", "entries"), [("1.6.0", 1397), ("1.12.0", 2532)])
def test_versions_that_were_no_sample_are_read(version: str, entries: int, declarations: Path) -> None:
    path = declarations.parent / "cases" / "declarations" / f"Declarations-{version}.yaml.xz"
    if not path.is_file():
        pytest.skip(f"{path} is missing")
    reading = load(path)
    assert (len(reading.declarations), reading.skipped, reading.findings) == (entries, (), ())
    assert [str(declaration) for declaration in reading.declarations] == schemas_in(read_text(path))


@pytest.mark.aten
def test_the_name_tells_what_works_in_place(declarations: Path) -> None:
    text = read_text(declarations / "Declarations-2.14.1.yaml.xz")
    without = parse("".join(line for line in text.splitlines(keepends=True) if not line.startswith("  inplace:")), "D")
    expected = {each.key: each.inplace for each in parse(text, "D").declarations}
    assert {each.key: each.inplace for each in without.declarations} == expected


@pytest.mark.aten
def test_every_folder_file_has_a_test(declarations: Path) -> None:
    assert {path.name for path in declarations.glob("*.xz")} == {f"Declarations-{v}.yaml.xz" for v in ENTRIES}


@pytest.mark.aten
def test_nothing_of_the_installed_torch_is_strange(emitted: str) -> None:
    reading = parse(emitted, "Declarations.yaml")
    assert (reading.skipped, reading.findings) == ((), ())


@pytest.mark.aten
def test_the_installed_torch_is_read(emitted: str, installed: tuple[Declaration, ...]) -> None:
    assert [str(declaration) for declaration in installed] == schemas_in(emitted)
    assert len({declaration.key for declaration in installed}) == len(installed)
    lines = emitted.splitlines()
    assert all(lines[d.location.line - 1].startswith("- name: ") for d in installed)
    modules = Counter(declaration.python_module for declaration in installed)
    assert modules.keys() == BY_MODULE.keys()


@pytest.fixture(scope="module")
def modern() -> dict[str, Declaration]:
    return {declaration.key: declaration for declaration in load(SAMPLES / "modern.yaml").declarations}


@pytest.fixture(scope="module")
def legacy() -> dict[str, Declaration]:
    return {str(declaration): declaration for declaration in load(SAMPLES / "legacy.yaml").declarations}


def test_an_entry_becomes_a_declaration(modern: dict[str, Declaration]) -> None:
    add = modern["add.Tensor"]
    assert add.name == "add"
    assert add.overload == "Tensor"
    assert (add.is_method, add.is_function, add.inplace, add.deprecated, add.is_out) == (
        True,
        True,
        False,
        False,
        False,
    )
    assert add.location == Location(str(SAMPLES / "modern.yaml"), 1)
    assert add.arguments[2] == Argument("alpha", BaseType(Base.SCALAR), Default(1), keyword_only=True)
    assert modern["add.out"].is_out
    assert modern["add.out"].name == "add"


def test_names_that_yaml_or_python_reserve_are_kept(modern: dict[str, Declaration]) -> None:
    assert [argument.name for argument in modern["random_.from"].arguments] == ["self", "from", "to", "generator"]
    assert modern["polygamma"].arguments[0].name == "n"
    assert modern["random_.from"].inplace


def test_the_schema_is_followed_where_cpp_says_less(modern: dict[str, Declaration]) -> None:
    names = [argument.name for argument in modern["zeros"].arguments]
    assert names == ["size", "dtype", "layout", "device", "pin_memory"]
    assert modern["zeros"].arguments[0].type == ListType(BaseType(Base.SYMINT))
    assert [result.name for result in modern["max.dim"].returns] == ["values", "indices"]
    assert modern["fft_fft"].python_module == "fft"


def test_old_entries_become_the_same_ir(legacy: dict[str, Declaration]) -> None:
    assert list(legacy) == [
        "aten::add(Tensor self, Scalar other, *, Scalar alpha=1) -> Tensor",
        "aten::nll_loss(Tensor self, Tensor target, Tensor? weight=None, int reduction=ElementwiseMean, "
        "int ignore_index=-100) -> Tensor",
        "aten::avg_pool2d.out(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, "
        "bool ceil_mode=False, bool count_include_pad=True, *, Tensor(a!) output) -> Tensor(a!)",
        "aten::thnn_conv2d_backward(Tensor grad_output, Tensor self, Tensor weight, int[2] kernel_size, "
        "int[2] stride, int[2] padding, Tensor finput, Tensor fgrad_input, bool[3] output_mask=[True,True,True]) "
        "-> (Tensor grad_input, Tensor grad_weight, Tensor grad_bias)",
        "aten::stft(Tensor self, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, "
        "bool normalized=False, bool onesided=True) -> Tensor",
        "aten::add(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor",
    ]
    pool = next(declaration for declaration in legacy.values() if declaration.name == "avg_pool2d")
    assert (pool.key, pool.is_out, pool.python_module) == ("avg_pool2d.out", True, "nn")
    loss = next(declaration for declaration in legacy.values() if declaration.name == "nll_loss")
    assert loss.arguments[2].type == OptionalType(BaseType(Base.TENSOR))
    assert loss.arguments[3].default == Default(EnumDefault("ElementwiseMean"))


def test_text_and_bytes_and_archives_read_the_same(tmp_path: Path) -> None:
    import gzip
    import lzma

    data = (SAMPLES / "modern.yaml").read_bytes()
    expected = [str(declaration) for declaration in parse(data.decode(), "text").declarations]
    (tmp_path / "d.yaml.xz").write_bytes(lzma.compress(data))
    (tmp_path / "d.yaml.gz").write_bytes(gzip.compress(data))
    for read in (parse(data, "bytes"), load(tmp_path / "d.yaml.xz"), load(tmp_path / "d.yaml.gz")):
        assert [str(declaration) for declaration in read.declarations] == expected


def test_words_that_yaml_1_1_takes_for_booleans_are_strings() -> None:
    root = read_document("[y, n, on, off, yes, no, true, null, 1, 1.0e-05, '1', 0x10, 1_000, 12:30]", "f").root
    assert root is not None
    assert isinstance(root.value, list)
    values = [node.value for node in root.value]
    assert values == ["y", "n", "on", "off", "yes", "no", True, None, 1, 1e-05, "1", "0x10", "1_000", "12:30"]
