"""What the prompt tells of itself."""

from __future__ import annotations

from typing import Final

HELP: Final = """\
Type SPARQL, or a saved query: pledges, said-by speaker=uk. The project's prefixes need no
declaration.

.queries [NAME]        list the saved queries, or tell what one wants
.run NAME k=v …        ask a saved query, as NAME k=v … does
.why [ROWS]            the claims behind the rows of the last answer
.explain [QUERY]       how a query runs, part by part; by default the last one
.trace ID              every claim behind a thing, by id or label
.format NAME           how answers are written: table, csv, json …
.limit ROWS            at most so many rows; 0 for all
.timeout SECONDS       end a query after so long; 0 for never
.help                  this text
.quit                  leave (or Ctrl-D)

Ctrl-C ends a running query. A label that you type is completed with its id."""
