"""Puts what was tried into the checkout: bindings, facts, the report, and at last the pin and the requirement."""

from __future__ import annotations

from .. import write
from ..write import record
from .summary import Summary, markdown
from .workspace import EARLIER_FACTS, FACTS, FOR_VERSION, GENERATED


def apply(summary: Summary) -> tuple[str, ...]:
    """Change the checkout as the summary says; the paths that were written.

    Raises CodegenError, with the file at fault, where the disk does not allow it.
    """
    workspace = summary.workspace
    text = markdown(summary)  # it compares with the checkout as it is now
    made = workspace.tree / GENERATED
    write.write(
        {name: (made / name).read_text(encoding="utf-8") for name in record.files(made)}, workspace.checkout / GENERATED
    )
    report = f"docs/upgrades/{summary.old}-{workspace.version}.md"
    texts = {
        EARLIER_FACTS.format(summary.old): (workspace.checkout / FACTS).read_text(encoding="utf-8"),
        FACTS: (workspace.tree / FACTS).read_text(encoding="utf-8"),
        report: text,
    }
    for name, renewed in FOR_VERSION.items():
        texts[name] = renewed((workspace.checkout / name).read_text(encoding="utf-8"), workspace.version)
    for name, content in texts.items():
        write.write_file(workspace.checkout / name, content)
    return (f"{GENERATED}/", *texts)
