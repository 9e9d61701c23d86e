"""Write the reference pages that follow from the code: verbs, terms, and codes of shapes.

`make docs` writes what is out of date; with `--check`, such pages are named and left alone.
"""  # noqa: INP001

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import click
from shapes import shapes
from terms import terms
from verbs import verbs

_DOCS: Final = Path(__file__).resolve().parents[1]
_BEGIN: Final = "<!-- From here on made by `make docs` from ontology/shapes.ttl -->\n"


def pages() -> dict[Path, str]:
    """Return each page as it must be; of the error reference, the last part is made."""
    errors = _DOCS / "errors.md"
    head, begin, _ = errors.read_text(encoding="utf-8").partition(_BEGIN)
    return {
        _DOCS / "cli.md": _joined(verbs()),
        _DOCS / "terms.md": _joined(terms()),
        errors: f"{head}{begin}\n{_joined(shapes())}",
    }


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"


@click.command()
@click.option("--check", is_flag=True, help="Name what is out of date instead of writing it.")
def main(*, check: bool) -> None:
    """Write every reference page that is out of date."""
    stale = {
        path: text
        for path, text in pages().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    }
    for path, text in stale.items():
        click.echo(f"{path.name} {'is out of date: make docs' if check else 'written'}")
        if not check:
            path.write_text(text, encoding="utf-8")
    sys.exit(1 if stale and check else 0)


if __name__ == "__main__":
    main()
