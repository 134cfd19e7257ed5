"""What could not be checked is said at its call, as an error; the module is checked anew by the next run."""

from collections.abc import Mapping
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import TypeAlias

from mypy.checker import TypeChecker
from mypy.nodes import Context
from mypy.plugin import CheckerPluginInterface, ReportConfigContext, TypeAnalyzerPluginInterface
from mypy.semanal import SemanticAnalyzer
from mypy.typeanal import TypeAnalyser

from ..oracle.answer import Loss, Lost
from ..oracle.wording import clean
from .error_codes import UNCHECKED

_NO_WORKER = "no call was checked: the process that asks torch does not start"
_AGAIN = "check it again"
_IGNORE = "if you know that it is right, say so: # type: ignore[tensor-unchecked]"
_REPORT = "please report this; --show-traceback tells more"
_ADVICE: Mapping[Loss, str] = {
    "bindings": "write them anew: hasktorch-py generate",
    "size": _IGNORE,
    "time": _IGNORE,
    "resources": f"free memory and {_AGAIN}; {_IGNORE}",
    "crash": _IGNORE,
    "death": _AGAIN,
    "start": "mypy needs a Python in which `import torch` works",
    "fault": _REPORT,
}


PluginApi: TypeAlias = CheckerPluginInterface | TypeAnalyzerPluginInterface


class OracleFault(Exception):
    """A fault of the code that asks torch, with what the worker said of it."""


class Unchecked:
    """Says what was not checked; remembers in which modules, in a folder of mypy's cache."""

    def __init__(self, cache: Path | None) -> None:
        self._folder = cache / "unchecked" if cache else None
        self._modules: set[str] = set()

    def say(self, api: CheckerPluginInterface, context: Context, call: str, lost: Lost) -> None:
        """The error for a question that was lost; one for the run where no question can be asked at all.

        Raises OracleFault for a fault of the code that asks.
        """
        if lost.kind == "fault":
            raise OracleFault(f"{call}: {lost.why}\n{lost.traceback}")
        self._remember(api)
        if lost.kind != "start":
            text = f"{call} was not checked: {clean(lost.why)}; {_ADVICE[lost.kind]}"
            api.fail(text, context, code=UNCHECKED)
        elif not _says(api, _NO_WORKER):
            api.fail(f"{_NO_WORKER}: {lost.why}; {_ADVICE['start']}", context, code=UNCHECKED)

    def say_fault(self, api: PluginApi, context: Context, fault: Exception) -> None:
        """The error for a fault of the plugin."""
        self._remember(api)
        words = str(fault).partition("\n")[0]
        text = f"not checked, for a fault of the plugin ({type(fault).__name__}: {words}); {_ADVICE['fault']}"
        api.fail(text, context, code=UNCHECKED)

    def parsed(self, module: str) -> None:
        """The module is about to be checked anew."""
        self._modules.discard(module)

    def mark(self, ctx: ReportConfigContext) -> str:
        """What tells mypy to check a module anew: where this differs from what it was when the module was checked."""
        marker = self._marker(ctx.id)
        if marker is None:
            return ""
        if ctx.is_check:
            return "unchecked" if marker.exists() else ""
        if ctx.id not in self._modules:
            with suppress(OSError):  # then it is checked anew once more
                marker.unlink()
        return ""

    def _marker(self, module: str) -> Path | None:
        return self._folder.joinpath(*module.split("."), "marker") if self._folder else None

    def _remember(self, api: PluginApi) -> None:
        """On disk at once: with workers mypy asks for the mark before it checks the bodies of functions."""
        module = _module(api)
        if module not in self._modules:
            self._modules.add(module)
            if (marker := self._marker(module)) is not None:
                with suppress(OSError):  # then mypy's own cache cannot be written, either
                    marker.parent.mkdir(parents=True, exist_ok=True)
                    marker.touch()


def _module(api: PluginApi) -> str:
    """The module that is being checked, or whose annotations are being read."""
    if isinstance(api, TypeChecker):
        return api.tree.fullname
    assert isinstance(api, TypeAnalyser) and isinstance(api.api, SemanticAnalyzer)
    return api.api.cur_mod_id


def _says(api: CheckerPluginInterface, text: str) -> bool:
    """Whether an error of the run begins with the text; of this module in the daemon, which checks single ones."""
    errors = api.msg.errors
    found = errors.error_info_map
    said = found.get(errors.file, []) if api.options.fine_grained_incremental else chain.from_iterable(found.values())
    return any(info.message.startswith(text) for info in said)
