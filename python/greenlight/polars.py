"""Frames of Polars with a column of cases."""

from __future__ import annotations

from typing import Any

import polars

from greenlight._options import Options
from greenlight.arrow import answers_of, new_names


def check(
    frame: polars.DataFrame, column: str, *, prefix: str = "", threads: int | None = None, **options: Any
) -> polars.DataFrame:
    """Judges a column of cases as JSON text, and gives the frame with the answers beside its other columns.

    The new columns and the options are those of `greenlight.arrow.check`; ``prefix`` goes before the columns' names.

    >>> import greenlight.polars, polars
    >>> frame = polars.DataFrame({"id": [7, 8], "case": ["{}", None]})
    >>> greenlight.polars.check(frame, "case")["error"].str.json_path_match("$.code").to_list()
    ['missing-field', 'missing-field']
    """
    answers = answers_of(frame.get_column(column).to_arrow(), threads, Options(**options))
    named = new_names(frame.columns, answers.column_names, prefix)
    new = polars.from_arrow(answers.rename_columns(named))
    assert isinstance(new, polars.DataFrame)
    return frame.hstack(new)
