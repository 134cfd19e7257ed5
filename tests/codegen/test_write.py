"""Writing is all or nothing: killed, refused by the disk or run twice at once, the old tree or the new one is there."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codegen.errors import CodegenError
from codegen.write import Written, difference, manifest, swap, write, write_file

REPOSITORY = Path(__file__).parents[2]
TREE = {"hasktorch/__init__.py": "one\n", "hasktorch/double/__init__.pyi": "two\n", "REPORT.md": "three\n"}


def held(root: Path) -> dict[str, str]:
    return {path: (root / path).read_bytes().decode() for path in manifest.files(root)}


def beside(root: Path) -> list[str]:
    return sorted(entry.name for entry in root.parent.iterdir() if entry != root)


def python(*arguments: str) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, *arguments], cwd=REPOSITORY, stdout=pipe, stderr=pipe, text=True)


def test_a_tree_is_written_where_nothing_was(tmp_path: Path) -> None:
    root = tmp_path / "not" / "yet" / "generated"
    assert write(TREE, root) == Written(tuple(sorted(TREE)), (), 0)
    assert held(root) == TREE
    assert beside(root) == [".generated.lock"]


def test_orphans_and_litter_go_and_are_told(tmp_path: Path) -> None:
    root = tmp_path / "generated"
    write({**TREE, "hasktorch/half/__init__.py": "gone\n"}, root)
    (root / "hasktorch" / "by_hand.py").write_text("mine\n")
    (root / "hasktorch" / "__pycache__").mkdir()
    done = write(TREE, root)
    assert done == Written((), ("hasktorch/by_hand.py", "hasktorch/half/__init__.py"), 3)
    assert held(root) == TREE
    assert sorted(os.listdir(root / "hasktorch")) == ["__init__.py", "double"]


def test_only_changed_files_get_a_new_time(tmp_path: Path) -> None:
    root = tmp_path / "generated"
    write(TREE, root)
    for path in TREE:
        os.utime(root / path, ns=(1, 1))
    assert write({**TREE, "REPORT.md": "four\n"}, root).changed == ("REPORT.md",)
    times = {path: (root / path).stat().st_mtime_ns for path in TREE}
    assert times.pop("REPORT.md") != 1
    assert set(times.values()) == {1}


def test_unchanged_files_keep_their_time_without_hard_links(tmp_path: Path) -> None:
    root = tmp_path / "generated"
    write(TREE, root)
    os.utime(root / "REPORT.md", ns=(1, 1))
    with mock.patch.object(Path, "hardlink_to", side_effect=PermissionError):
        write({**TREE, "hasktorch/new.py": ""}, root)
    assert (root / "REPORT.md").stat().st_mtime_ns == 1


def test_an_unchanged_run_touches_nothing(tmp_path: Path) -> None:
    root = tmp_path / "generated"
    write(TREE, root, "key")
    before = root.stat()
    assert write(TREE, root, "key") == Written((), (), 3)
    assert root.stat() == before


def test_a_file_may_become_a_directory_and_a_directory_a_file(tmp_path: Path) -> None:
    root = tmp_path / "generated"
    for tree in ({"a": "1", "b/c": "2"}, {"a/d": "3", "b": "4"}, {"a": "1", "b/c": "2"}):
        write(tree, root)
        assert held(root) == tree


def test_permissions_of_the_directory_stay(tmp_path: Path) -> None:
    root = tmp_path / "generated"
    write(TREE, root)
    root.chmod(0o750)
    write({"a": ""} | TREE, root)
    assert root.stat().st_mode & 0o777 == 0o750


@settings(deadline=None, max_examples=30)
@given(st.lists(st.dictionaries(st.sampled_from(["a.py", "b/a.py", "b/c/d.pyi", "e"]), st.text()), max_size=4))
def test_what_is_written_is_what_is_there(trees: list[dict[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "generated"
        for tree in trees:
            write(tree, root, "key")
            assert held(root) == tree
            assert manifest.is_current(root, "key")
            assert difference(tree, root) == ""


@pytest.mark.parametrize("path", ["../a", "/a", "a/../../b", "", manifest.NAME])
def test_a_tree_stays_inside_its_root(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="not a path inside"):
        write({path: ""}, tmp_path / "generated")


@pytest.mark.parametrize("how", ["every-step", "random"])
@pytest.mark.parametrize(
    ("swapping", "allowed"), [("exchange", {"old", "new"}), ("two-renames", {"old", "new", "absent"})]
)
def test_a_killed_writer_leaves_the_old_tree_or_the_new_one(
    tmp_path: Path, how: str, swapping: str, allowed: set[str]
) -> None:
    root = tmp_path / "generated"
    process = python("-m", "tests.codegen.kill_writer", how, swapping, str(root))
    out, err = process.communicate(timeout=120)
    states = out.split()
    assert (process.returncode, err) == (0, "")
    assert len(states) >= 40
    assert set(states) <= allowed
    if how == "every-step":
        assert states == sorted(states, key=["old", "absent", "new"].index), "the new tree comes once and stays"
        assert set(states) == allowed
    write(TREE, root)  # the next run recovers and cleans up
    assert held(root) == TREE
    assert beside(root) == [".generated.lock"]


def test_two_writers_at_once_do_no_harm(tmp_path: Path) -> None:
    root = tmp_path / "generated"
    code = """
import sys, pathlib, codegen.write
for round in range(40):
    codegen.write.write({f"{sys.argv[1]}/{n}": f"{sys.argv[1]} {round}" for n in range(20)}, pathlib.Path(sys.argv[2]))
"""
    writers = [python("-c", code, name, str(root)) for name in ("one", "two")]
    for writer in writers:
        assert writer.communicate(timeout=60) == ("", "")
        assert writer.returncode == 0
    contents = held(root)
    assert contents in ({f"{name}/{n}": f"{name} 39" for n in range(20)} for name in ("one", "two"))
    assert beside(root) == [".generated.lock"]


@contextmanager
def unprivileged() -> Iterator[None]:
    """An ordinary user's rights: the administrator may write to a read-only directory."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)


def test_a_read_only_directory_is_a_clear_error() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "generated"
        write(TREE, root)
        (Path(folder) / ".generated.lock").chmod(0o666)
        Path(folder).chmod(0o555)
        with (
            unprivileged(),
            pytest.raises(CodegenError, match="expected a place that can be written, found Permission"),
        ):
            write({"REPORT.md": "new\n"}, root)
        Path(folder).chmod(0o755)
        assert held(root) == TREE
        assert beside(root) == [".generated.lock"]


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """A disk with room for no file larger than ``size`` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_no_room_for_a_file_is_a_clear_error(tmp_path: Path) -> None:
    root = tmp_path / "generated"
    write(TREE, root)
    with largest_file(10_000), pytest.raises(CodegenError, match="expected room on the disk, found File too large"):
        write({"a.py": "small\n", "b.py": "large\n" * 10_000}, root)
    assert held(root) == TREE
    assert beside(root) == [".generated.lock"]


def test_a_full_disk_is_a_clear_error(tmp_path: Path) -> None:
    root = tmp_path / "generated"
    write(TREE, root)
    full = OSError(28, "No space left on device")
    with (
        mock.patch.object(Path, "write_bytes", side_effect=full),
        pytest.raises(
            CodegenError, match=r"expected room on the disk, found No space left .*; what was there is untouched"
        ),
    ):
        write({"REPORT.md": "new\n"}, root)
    assert held(root) == TREE
    assert beside(root) == [".generated.lock"]


def test_a_second_rename_that_fails_puts_the_old_tree_back(tmp_path: Path) -> None:
    root = tmp_path / "generated"
    write(TREE, root)
    staged = swap.staging(root)
    staged.rmdir()  # so that it cannot be renamed
    with mock.patch.object(swap, "_exchange", return_value=False), pytest.raises(FileNotFoundError):
        swap.replace(staged, root)
    assert held(root) == TREE


def test_a_file_in_place_of_the_directory_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "generated").write_text("mine\n")
    with pytest.raises(CodegenError, match="expected a directory, found a file"):
        write(TREE, tmp_path / "generated")
    with pytest.raises(CodegenError, match=r"expected .*, found (Not a directory|File exists)"):
        write(TREE, tmp_path / "generated" / "below")
    assert (tmp_path / "generated").read_text() == "mine\n"


def test_somebody_elses_directory_is_not_replaced(tmp_path: Path) -> None:
    root = tmp_path / "home"
    write(TREE, root)
    (root / "thesis.tex").write_text("years of work\n")
    (root / "photos").mkdir()
    with pytest.raises(CodegenError) as caught:
        write({**TREE, "REPORT.md": "new\n"}, root)
    assert [Path(problem.entry).name for problem in caught.value.problems] == ["photos", "thesis.tex"]
    assert held(root) == {**TREE, "thesis.tex": "years of work\n"}


def test_what_an_earlier_run_wrote_at_the_top_is_an_orphan(tmp_path: Path) -> None:
    write({**TREE, "OLD.md": ""}, tmp_path / "generated")
    assert write(TREE, tmp_path / "generated").removed == ("OLD.md",)


def test_a_link_is_followed_to_the_directory(tmp_path: Path) -> None:
    (tmp_path / "generated").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    write(TREE, tmp_path / "generated")
    assert (tmp_path / "generated").is_symlink()
    assert held(tmp_path / "elsewhere") == TREE


def test_one_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "new" / "facts.json"
    write_file(path, "old\n")
    with largest_file(10), pytest.raises(CodegenError, match="expected room on the disk"):
        write_file(path, "new\n" * 10)
    assert path.read_text() == "old\n"
    write_file(path, "new\n")
    assert path.read_text() == "new\n"
    assert os.listdir(path.parent) == ["facts.json"]


def test_the_difference_reads_from_what_is_there_to_what_would_be(tmp_path: Path) -> None:
    root = tmp_path / "generated"
    write({"a.py": "same\nold\n", "orphan.py": "x\n", "empty.py": ""}, root)
    assert difference({"a.py": "same\nnew", "b.py": "y\n"}, root).replace(str(root), "ROOT") == (
        "--- ROOT/a.py\n+++ a.py (as generated now)\n@@ -1,2 +1,2 @@\n same\n-old\n+new\n\\ No newline at end of file\n"
        "--- /dev/null\n+++ b.py (as generated now)\n@@ -0,0 +1 @@\n+y\n"
        "--- ROOT/empty.py\n+++ /dev/null\n"
        "--- ROOT/orphan.py\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"
    )


def test_the_difference_of_a_damaged_file_is_shown(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"\xff\n")
    assert "-\ufffd\n+a\n" in difference({"a.py": "a\n"}, tmp_path)
