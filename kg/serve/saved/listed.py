"""What there is to know of a saved query, as JSON."""

from __future__ import annotations

from typing import Any

from kg.query.declared import Parameter
from kg.query.saved import Saved


def listed(saved: Saved) -> dict[str, Any]:
    """Return a saved query as the list tells it."""
    about = saved.about
    return {
        "name": saved.name,
        "path": f"/queries/{saved.name}",
        "summary": about.summary,
        "question": about.question,
        "description": about.description,
        "tags": list(about.tags),
        "parameters": [_parameter(one) for one in saved.parameters],
        "columns": dict(about.columns),
        "example": dict(about.example),
    }


def _parameter(one: Parameter) -> dict[str, Any]:
    return {
        "name": one.name,
        "type": one.datatype or one.type,
        "label": one.label,
        "default": one.default,
        "optional": one.optional or one.default is not None,
        "choices": list(one.choices) if isinstance(one.choices, tuple) else [],
    }
