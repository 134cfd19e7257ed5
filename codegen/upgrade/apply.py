"""Puts what was tried into the checkout: bindings, facts, the report, and at last the pin."""

from __future__ import annotations

from .. import write
from ..write import manifest
from .place import CONSTRAINTS, FACTS, GENERATED, pinned
from .summary import Summary, markdown


def apply(summary: Summary) -> tuple[str, ...]:
    """Change the checkout as the summary says; the paths that were written.

    Raises CodegenError, with the file at fault, where the disk does not allow it.
    """
    place = summary.place
    text = markdown(summary)  # it compares with the checkout as it is now
    made = place.tree / GENERATED
    write.write(
        {name: (made / name).read_text(encoding="utf-8") for name in manifest.files(made)}, place.checkout / GENERATED
    )
    report = f"docs/upgrades/{summary.old}-{place.version}.md"
    constraints = (place.checkout / CONSTRAINTS).read_text(encoding="utf-8")
    texts = {
        FACTS: (place.tree / FACTS).read_text(encoding="utf-8"),
        report: text,
        CONSTRAINTS: pinned(constraints, place.version),
    }
    for name, content in texts.items():
        write.write_file(place.checkout / name, content)
    return (f"{GENERATED}/", *texts)
