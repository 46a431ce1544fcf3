"""Documents as JSON text, and answers as Python's values."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import Any, Union

from greenlight import _engine
from greenlight._errors import Error

Document = Union[Mapping[str, Any], str]
"""A document: a mapping as ``json.load`` gives it, or JSON text. Days and instants may be those of ``datetime``."""

Answer = dict[str, Any]
"""An answer of the engine, whichever. `greenlight.answers` has the type of each, and `greenlight.schema` describes it."""


class Json(str):
    """A text that is one JSON value."""


def written(document: Document) -> Json:
    """A document as JSON text; a text is taken as it is."""
    if not isinstance(document, str):
        return Json(json.dumps(document, default=_instant, allow_nan=False))
    wrong = _engine.malformed(document)
    if wrong is not None:
        answered(wrong)
    return Json(document)


def optional(document: Document | None) -> Json | None:
    """A document as JSON text, where there is one."""
    return None if document is None else written(document)


def request(**members: object) -> Json:
    """A JSON object of the members that are not `None`."""
    given = ((name, value) for name, value in members.items() if value is not None)
    return Json("{" + ",".join(f'"{name}":{_json(value)}' for name, value in given) + "}")


def answered(answer: str) -> Any:
    """What the engine answered; what it says is wrong is raised."""
    value = json.loads(answer)
    if isinstance(value, dict) and value.keys() == {"error", "errors"}:
        first, *others = value["errors"]
        raise Error(first, others)
    return value


def _json(value: object) -> str:
    return value if isinstance(value, Json) else json.dumps(value, default=_instant, allow_nan=False)


def _instant(value: object) -> str:
    if isinstance(value, datetime.datetime):
        if value.tzinfo is None:
            raise ValueError(f"{value} says no time zone; `datetime.timezone.utc` is one")
        utc = value.astimezone(datetime.timezone.utc)
        return utc.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"a {type(value).__name__} has no place in a document")
