"""A path → the text of a declarations file, with a bound on what is read."""

from __future__ import annotations

import lzma
import stat
import zlib
from pathlib import Path

from ..errors import CodegenError, Flaw, Invalid, Location, Problem

#: No file of any ATen version is larger than 6 MB; a larger one is a mistake or an attack.
MAX_BYTES = 16 * 2**20
#: Enough for every preset of xz (``-9`` needs 65 MB).
MAX_XZ_MEMORY = 128 * 2**20


def read_text(path: Path) -> str:
    """The text of a ``.yaml``, ``.yaml.xz`` or ``.yaml.gz`` file; never reads or unpacks more than ``MAX_BYTES``.

    Raises CodegenError: no such file, not a file, not readable, too large, damaged archive, not UTF-8.
    """
    try:
        return decode(_unpack(path, _read(path)), str(path))
    except Invalid as invalid:
        location = Location(str(path), 1)
        raise CodegenError([Problem(location, "file", invalid.expected, invalid.found, invalid.hint)]) from None


def decode(data: bytes, file: str) -> str:
    """``data`` as UTF-8. Raises CodegenError with the line of the first byte that is not."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = f"the byte 0x{data[error.start]:02x} at offset {error.start}"
        flaw = Flaw(line, "UTF-8 text", found, "save the file as UTF-8, or name a compressed file .xz or .gz")
        raise CodegenError([flaw.within(file, "file")]) from None


def _read(path: Path) -> bytes:
    expected = "a declarations file (.yaml, .yaml.xz or .yaml.gz)"
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise Invalid(expected, "a directory", "name a file inside it")
        if not stat.S_ISREG(status.st_mode):
            raise Invalid(expected, "a device, pipe or socket", "save the declarations as a file first")
        if status.st_size > MAX_BYTES:
            raise _too_large(f"{status.st_size:,} bytes")
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise Invalid(expected, "no such file", "check the path") from None
    except (OSError, ValueError) as error:
        raise Invalid(expected, f"an error while reading it: {error}", "check the path and its permissions") from None
    if len(data) > MAX_BYTES:
        raise _too_large("a file that grows while it is read")
    return data


def _unpack(path: Path, data: bytes) -> bytes:
    if path.suffix not in (".xz", ".gz"):
        return data
    try:
        if path.suffix == ".xz":
            xz = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=MAX_XZ_MEMORY)
            text = xz.decompress(data, MAX_BYTES + 1)
            complete = xz.eof
        else:
            gz = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
            text = gz.decompress(data, MAX_BYTES + 1)
            complete = gz.eof
    except (lzma.LZMAError, zlib.error) as error:
        raise Invalid(f"a {path.suffix} archive", f"damaged data ({error})", "compress the file again") from None
    if len(text) > MAX_BYTES:
        raise _too_large("an archive that unpacks to more")
    if not complete:
        raise Invalid(f"a whole {path.suffix} archive", "one that ends too early", "copy the file again")
    return text


def _too_large(found: str) -> Invalid:
    return Invalid(
        f"at most {MAX_BYTES:,} bytes of declarations", found, "this is no Declarations.yaml; the largest has 6 MB"
    )
