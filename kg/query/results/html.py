"""The answer as one HTML page: a table, no script, and no request of any kind."""

from __future__ import annotations

import base64
import hashlib
import html
from typing import IO, TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.query.results.cells import cell, grouped, is_number
from kg.visible import visible

if TYPE_CHECKING:
    from kg.graph.engine import Term
    from kg.query.results.readable import Readable

_STYLE: Final = """
body { font: 16px/1.45 system-ui, sans-serif; margin: 1.5rem; color-scheme: light dark; }
table { border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: .35rem .8rem; }
th, td { border-bottom: 1px solid #8888; }
th { position: sticky; top: 0; background: Canvas; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
"""
_HASH: Final = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
# The content security policy of the page, which a server may also give as a header.
POLICY: Final = f"default-src 'none'; style-src 'sha256-{_HASH}'"
_HEAD: Final = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
<table>
<thead><tr>{columns}</tr></thead>
<tbody>
"""


def write_html(result: Readable, out: IO[bytes]) -> None:
    """Write the page row by row; the full IRI of an id shows when one points at it."""
    columns = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in result.variables)
    manifest = result.graph.manifest
    head = _HEAD.format(
        language=html.escape(manifest.language),
        policy=POLICY,
        title=html.escape(manifest.title),
        style=_STYLE,
        columns=columns,
    )
    out.write(head.encode())
    for row in result.rows():
        out.write(f"<tr>{''.join(_cell(result, term) for term in row)}</tr>\n".encode())
    out.write(b"</tbody>\n</table>\n</html>\n")


def _cell(result: Readable, term: Term | None) -> str:
    text = visible(cell(result.graph, term))
    if is_number(term):
        return f'<td class="number">{html.escape(grouped(text))}</td>'
    if isinstance(term, ox.NamedNode):
        return f'<td title="{html.escape(term.value)}">{html.escape(text)}</td>'
    language = term.language if isinstance(term, ox.Literal) else None
    spoken = f' lang="{html.escape(language)}"' if language else ""
    return f"<td{spoken}>{html.escape(text)}</td>"
