"""The prompt: several lines, history, colours, completion, and Enter that knows when to run."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

from kg.shell.history import history
from kg.shell.typed import whole

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import Completer
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from prompt_toolkit.lexers import Lexer

_HELP = (
    " Enter runs a whole query · Esc Enter runs it anyway · Tab completes · .help · Ctrl-D leaves"
)


def prompt_session(completer: Completer) -> PromptSession[str]:
    """Return the prompt."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
    from prompt_toolkit.completion import ThreadedCompleter

    return PromptSession(
        "kg> ",
        multiline=True,
        prompt_continuation=lambda width, *_: "… ".rjust(width),
        history=history(),
        auto_suggest=AutoSuggestFromHistory(),
        completer=ThreadedCompleter(completer),
        complete_while_typing=True,
        key_bindings=_keys(),
        lexer=_lexer(),
        bottom_toolbar=_HELP,
    )


def _keys() -> KeyBindings:
    from prompt_toolkit.filters import completion_is_selected
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()

    @keys.add("enter", filter=~completion_is_selected)
    def _enter(event: KeyPressEvent) -> None:
        """Run what is whole; else begin a new line, as far in as the one before."""
        buffer = event.current_buffer
        document = buffer.document
        last = document.cursor_position_row == document.line_count - 1
        if last and whole(buffer.text):
            buffer.validate_and_handle()
            return
        line = document.current_line_before_cursor
        indent = len(line) - len(line.lstrip())
        buffer.insert_text("\n" + " " * (indent + 2 * line.rstrip().endswith(("{", "("))))

    @keys.add("enter", filter=completion_is_selected)
    def _chosen(event: KeyPressEvent) -> None:
        """Take the completion that is chosen."""
        event.current_buffer.complete_state = None

    @keys.add("escape", "enter")
    def _run(event: KeyPressEvent) -> None:
        """Run what there is."""
        event.current_buffer.validate_and_handle()

    return keys


def _lexer() -> Lexer | None:
    """Return what colours SPARQL, if Pygments is installed."""
    if importlib.util.find_spec("pygments") is None:
        return None
    from prompt_toolkit.lexers import PygmentsLexer
    from pygments.lexers.rdf import SparqlLexer

    return PygmentsLexer(SparqlLexer)
