"""A wheel of torch → its torchgen, without installing the wheel.

torchgen reads only ``native_functions.yaml`` of its own version, so the declarations are emitted by the wheel's own:
code of the wheel runs, as it would if it were installed.
"""

from __future__ import annotations

import re
import shutil
import zipfile
import zlib
from collections.abc import Sequence
from email import message_from_bytes
from pathlib import Path, PurePosixPath

from ..errors import CodegenError, Problem
from .workspace import Workspace

#: torchgen has about 1 MB of code and 1 MB of data.
MAX_BYTES = 64 * 2**20
_NATIVE = "torchgen/packaged/ATen/native/native_functions.yaml"
_DATA = frozenset({_NATIVE, "torchgen/packaged/ATen/native/tags.yaml"})
_METADATA = re.compile(r"torch-[^/]+\.dist-info/METADATA")
_VERSION = re.compile(r"[0-9]+(?:\.[0-9]+)+[0-9a-z.]*")
_HINT = "download one: python -m pip download --no-deps torch==VERSION"


def open_wheel(path: Path) -> Workspace:
    """The workspace of the upgrade to the wheel's version, with its torchgen in it.

    Raises CodegenError where ``path`` is no wheel of torch that can be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            workspace = Workspace(_version(archive, path), kind="-torchgen")
            _extract(archive, workspace, path)
    except FileNotFoundError:
        raise _no_wheel(path, "no such file") from None
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError) as error:  # RuntimeError: it asks for a password
        raise _no_wheel(path, f"no zip archive, or a damaged one ({error})") from None
    except IsADirectoryError:
        raise _no_wheel(path, "a directory") from None
    return workspace


def _version(archive: zipfile.ZipFile, path: Path) -> str:
    for name in archive.namelist():
        if _METADATA.fullmatch(name):
            version = str(message_from_bytes(_read(archive, [name], path)[0])["Version"]).partition("+")[0]
            if _VERSION.fullmatch(version):
                return version
    raise _no_wheel(path, "a zip archive without the metadata of torch")


def _extract(archive: zipfile.ZipFile, workspace: Workspace, path: Path) -> None:
    names = [name for name in archive.namelist() if name in _DATA or _is_code(name)]
    if _NATIVE not in names:
        raise _no_wheel(path, f"no {_NATIVE} in it: torch has it since 1.12")
    contents = _read(archive, names, path)
    shutil.rmtree(workspace.torchgen, ignore_errors=True)
    workspace.declarations.unlink(missing_ok=True)  # those of a wheel that was read before
    for name, content in zip(names, contents, strict=True):
        target = workspace.torchgen / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _is_code(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return parts[:1] == ("torchgen",) and ".." not in parts and name.endswith(".py")


def _read(archive: zipfile.ZipFile, names: Sequence[str], path: Path) -> list[bytes]:
    """What the members hold; never unpacks more than ``MAX_BYTES`` in all."""
    contents, left = [], MAX_BYTES
    for name in names:
        with archive.open(name) as stream:
            contents.append(stream.read(left + 1))
        left -= len(contents[-1])
        if left < 0:
            raise _no_wheel(path, f"more than {MAX_BYTES:,} bytes of torchgen")
    return contents


def _no_wheel(path: Path, found: str) -> CodegenError:
    return CodegenError([Problem(None, str(path), "a wheel of torch 1.12 or newer", found, _HINT)])
