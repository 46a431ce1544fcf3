"""Frames of pandas with a column of cases."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pandas
import pyarrow

from greenlight._options import Options
from greenlight.arrow import answers_of, new_names


def check(
    frame: pandas.DataFrame, column: str, *, prefix: str = "", threads: int | None = None, **options: Any
) -> pandas.DataFrame:
    """Judges a column of cases, each JSON text or a dictionary, and gives the frame with the answers beside its other columns.

    The new columns and the options are those of `greenlight.arrow.check`; ``prefix`` goes before the columns' names.

    >>> import greenlight.pandas, pandas
    >>> case = {"as_of": "2024-02-12", "people": {"ann": {}}, "request": {"actor": "ann", "create-machine": {}}}
    >>> judged = greenlight.pandas.check(pandas.DataFrame({"id": [7, 8], "case": [case, None]}, index=["a", "b"]), "case")
    >>> judged.loc["a", "outcome"]
    'needs-facts'
    >>> judged.loc["b", "error"]
    '{"code":"missing-field",...}'
    """
    cases = pyarrow.array([_bytes(value) for value in frame[column]], pyarrow.large_binary())
    answers = answers_of(cases, threads, Options(**options))
    answers = answers.rename_columns(new_names(frame.columns, answers.column_names, prefix))
    new = answers.to_pandas()
    codes = prefix + "codes"
    new[codes] = pandas.Series(answers[codes].to_pylist(), dtype=object)
    return pandas.concat([frame, new.set_index(frame.index)], axis=1)


def _bytes(value: Any) -> bytes | None:
    """A case as JSON; what is no text is a row with its error, as are letters that are none."""
    if isinstance(value, bytes):
        return value
    if isinstance(value, str):
        return value.encode("utf-8", "surrogatepass")
    if not isinstance(value, (Mapping, list)) and pandas.isna(value):
        return None
    return json.dumps(value, default=str).encode()
