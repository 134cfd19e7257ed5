"""``Declarations.yaml`` of the installed torch, by its own generator (torchgen), without importing torch."""

from __future__ import annotations

from importlib import metadata

from .errors import CodegenError, Problem


def installed_version() -> str:
    """The version of the installed torch, ``2.13.0+cpu``. Raises CodegenError where there is none."""
    try:
        return metadata.version("torch")
    except metadata.PackageNotFoundError:
        raise _cannot_emit("an installed torch", "none", "install it: pip install torch") from None


def emit() -> str:
    """The text of ``Declarations.yaml``: one entry per overload, in the order of torchgen, always the same bytes.

    Takes about four seconds. Raises CodegenError where torch is missing or its torchgen is of another shape.
    """
    version = installed_version()
    try:
        from torchgen.gen import (  # type: ignore[import-untyped]  # torchgen ships no py.typed
            compute_declaration_yaml,
            format_yaml,
            get_torchgen_root,
            parse_native_yaml,
        )

        native = get_torchgen_root() / "packaged" / "ATen" / "native"
        parsed = parse_native_yaml(str(native / "native_functions.yaml"), str(native / "tags.yaml"))
        text: str = format_yaml([compute_declaration_yaml(function) for function in parsed.native_functions])
    except (ImportError, OSError) as error:
        expected = f"torchgen and its native_functions.yaml in torch {version}"
        hint = "reinstall torch, or name a file: --declarations path"
        raise _cannot_emit(expected, f"{type(error).__name__}: {error}", hint) from error
    return text


def _cannot_emit(expected: str, found: str, hint: str) -> CodegenError:
    return CodegenError([Problem(None, "emit", expected, found, hint)])
