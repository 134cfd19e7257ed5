"""What may be amiss in an environment, and what mends it: a finding per thing that the typed bindings depend on."""

from __future__ import annotations

import importlib
import io
import platform
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from . import manifest, paths
from .errors import CodegenError
from .origin import COMMAND
from .rules import facts

PLUGIN = "hasktorch_py.mypy_plugin"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; ``advice`` is what to do where it is amiss, and None where it is not."""

    subject: str
    found: str
    advice: str | None = None


def diagnose(bindings: Path | None, facts_file: Path | None = None) -> Iterator[Finding]:
    """Everything that was found, in the order in which one thing needs another.

    ``bindings`` is the folder of a generated package; None stands for the `hasktorch` that Python would import. mypy's
    configuration is the one that it would read in the working directory. Without ``facts_file`` it looks at the facts
    that `generate` would take.
    """
    yield Finding("Python", platform.python_version())
    torch = _version("torch")
    yield Finding("torch", torch or "not installed", None if torch else "pip install torch")
    yield Finding("hasktorch_py", f"{_version('hasktorch_py')}, with the generator in {Path(__file__).parent}")
    yield _bindings(bindings or _importable(), torch)
    yield _facts(facts_file or paths.facts(facts.release(torch or "")), torch)
    yield from _mypy()


def _version(distribution: str) -> str | None:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None


def _importable() -> Path | None:
    """The folder of the package `hasktorch`, found without importing it."""
    spec = find_spec("hasktorch")
    return Path(spec.origin).parent if spec is not None and spec.origin else None


def _bindings(folder: Path | None, torch: str | None) -> Finding:
    if folder is None:
        return Finding("bindings", "none", f"{COMMAND}, and have its folder on Python's path")
    try:
        made = manifest.read(folder)
    except CodegenError as error:
        return Finding("bindings", f"{folder}: {error.problems[0].found}", error.problems[0].hint)
    found = f"{folder}: ATen {made.aten}, for torch {made.torch}"
    agrees = torch is None or facts.release(torch) == made.torch
    return Finding("bindings", found, None if agrees else f"{COMMAND}, or: pip install torch=={made.torch}")


def _facts(file: Path, torch: str | None) -> Finding:
    try:
        of = facts.version(file)
    except CodegenError as error:
        return Finding("facts", f"{file}: {error.problems[0].found}", error.problems[0].hint)
    agrees = torch is None or facts.release(torch) == facts.release(of)
    return Finding("facts", f"{file}: torch {of}", None if agrees else "hasktorch-py probe")


def _mypy() -> Iterator[Finding]:
    version = _version("mypy")
    if version is None:
        yield Finding("mypy", "not installed; the other checkers need no plugin")
        return
    yield Finding("mypy", version)
    try:
        importlib.import_module(PLUGIN)
    except Exception as error:  # whatever a mypy of another shape makes of it
        found = f"does not load with mypy {version}: {type(error).__name__}: {error}"
        yield Finding("plugin", found, "pip install --upgrade hasktorch_py mypy")
        return
    yield from _configured()


def _configured() -> Iterator[Finding]:
    """Whether the plugin is switched on, by mypy's own reading of its configuration, and what else matters there."""
    from mypy.config_parser import parse_config_file  # an installed user may have no mypy
    from mypy.options import Options

    options, complaints = Options(), io.StringIO()
    parse_config_file(options, lambda: None, None, complaints, complaints)
    file = options.config_file
    if complaints.getvalue():
        yield Finding("plugin", complaints.getvalue().strip(), f"correct {file or 'the configuration'}")
        return
    yield _plugin(file, options.plugins)
    several = _choice(options.allow_redefinition, "a variable have several shapes", "allow_redefinition = true")
    yield Finding("variables", several)
    tells = "deprecated" in options.enable_error_code
    told = _choice(tells, "mypy tell of t_, squeeze_ and the like", "enable_error_code = deprecated")
    yield Finding("in-place", told)


def _choice(is_on: bool, what: str, option: str) -> str:
    return f"{option} lets {what}" if is_on else f"{option} would let {what}"


def _plugin(file: str | None, plugins: Sequence[str]) -> Finding:
    if PLUGIN in (plugin.partition(":")[0] for plugin in plugins):
        return Finding("plugin", f"switched on in {file}")
    line = f'plugins = ["{PLUGIN}"] under [tool.mypy]' if (file or "").endswith(".toml") else f"plugins = {PLUGIN}"
    if file is None:
        return Finding("plugin", "not switched on: no configuration of mypy here", f"a file mypy.ini: [mypy], {line}")
    return Finding("plugin", f"not switched on in {file}", line)
