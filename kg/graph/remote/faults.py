"""What can go wrong on the way to an engine and back, in words, each with its cure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from kg.errors import InputError, KgError, LimitError
from kg.graph.remote.address import PASSWORD, TOKEN, USER

if TYPE_CHECKING:
    from requests import Response

_TOLD: Final = 400
_ERRNO: Final = re.compile(r"^\[Errno -?\d+\] ")
_WHOLE: Final = "name its whole address, such as …/query or …/sparql"
_SECRETS: Final = f"set {USER} and {PASSWORD}, or {TOKEN}, in the environment"


class Unreachable(InputError):  # noqa: N818
    """No connection came about, or it broke before an answer began."""


def unreachable(host: str, fault: Exception) -> Unreachable:
    """Return what is told when there is no connection; the reason without addresses and objects."""
    reason: object = fault
    while inner := _behind(reason):
        reason = inner
    told = str(reason).rpartition(": ")[2] or type(reason).__name__
    return Unreachable(
        f"the engine at {host} cannot be reached: {_ERRNO.sub('', told)}",
        "is it up, and the address right?",
    )


def _behind(fault: object) -> object:
    """Return the fault that is behind one of requests or urllib3; nothing if there is none."""
    found = [getattr(fault, "reason", None), *reversed(getattr(fault, "args", ()))]
    return next((one for one in found if isinstance(one, BaseException)), None)


def distrusted(host: str, fault: Exception) -> InputError:
    """Return what is told of a certificate that proves nothing."""
    return InputError(
        f"the certificate of {host} cannot be trusted: {str(fault)[-_TOLD:]}",
        "install its authority's certificate on this machine, or use the server's right name",
    )


def out_of_time(host: str) -> LimitError:
    """Return what is told of an engine that is still at work when the time is up."""
    return LimitError(
        f"the engine at {host} was still at work when the time for the query was up",
        "allow more with --timeout (Limits.seconds), or narrow the query: name a thing, "
        "put the rarest pattern first",
    )


def broken(host: str) -> InputError:
    """Return what is told when a connection ends before the answer does."""
    return InputError(
        f"the connection to {host} broke before the answer was whole",
        "what came before it is only a part; ask again, and look at the server if it stays so",
    )


def replaced(url: str) -> InputError:
    """Return what is told when another graph was published in place of the one that was opened."""
    return InputError(
        f"the graph at {url} was published anew while it was read",
        "what was read may be of both: ask again, of the new one",
    )


def endless(host: str) -> InputError:
    """Return what is told of an answer that could be cut short without anyone noticing."""
    return InputError(
        f"the engine at {host} does not say how long its answer is",
        "a part of it could not be told from the whole: use a server that does",
    )


def not_sparql(url: str, head: Mapping[str, str]) -> InputError:
    """Return what is told of an answer of another type than was asked for."""
    kind = head.get("content-type") or "something without a type"
    return InputError(f"{url} answers with {kind}, not with SPARQL results", _WHOLE)


def cut_short(host: str, head: Mapping[str, str]) -> None:
    """Refuse an answer of which a server says in its head that it is only a part.

    Virtuoso gives what it has when its time is up (S1TAT), and as many rows as it is set to give.

    Raises:
        LimitError: it is only a part.
    """
    if "S1TAT" in head.get("x-sql-state", ""):
        raise out_of_time(host)
    if most := head.get("x-sparql-maxrows"):
        raise LimitError(
            f"the engine at {host} gives no more than {most} rows of an answer",
            "allow more in its settings (ResultSetMaxRows of Virtuoso), or narrow the query",
        )


def refused(url: str, host: str, response: Response) -> KgError:
    """Return what a status of 300 and more means."""
    status, told = response.status_code, _said(response)
    if status < 400:  # noqa: PLR2004
        where = response.headers.get("location", "elsewhere")
        return InputError(f"{url} sends us to {where}", "name that address, if you trust it")
    meant = {
        401: (f"the engine at {host} asks for credentials, or for other ones", _SECRETS),
        403: (f"the engine at {host} does not allow this: {told}", _SECRETS),
        404: (f"there is no SPARQL endpoint at {url}", _WHOLE),
        405: (f"{url} takes no requests of this kind", _WHOLE),
        413: (f"the engine at {host} takes no request that long", "allow it longer ones"),
    }
    usual = (f"the engine at {host} refused ({status}): {told}", "see docs/engines.md, and its log")
    return InputError(*meant.get(status, usual))


def _said(response: Response) -> str:
    """Return the first words of what a server says of its fault, on one line."""
    import urllib3

    try:
        raw: bytes = response.raw.read(8 * _TOLD, decode_content=True) or b""
    except (urllib3.exceptions.HTTPError, OSError):
        raw = b""
    finally:
        response.close()
    words = " ".join(raw.decode("utf-8", "replace").partition("SPARQL query:")[0].split())
    return words[:_TOLD] or "it says nothing more"
