"""Frames of Spark with a column of cases, judged where the data lies. Spark 3.5 and later; needs pyarrow on every worker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pyarrow

from greenlight._options import Options
from greenlight.arrow import check_batches, new_names

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def check(frame: DataFrame, column: str, *, prefix: str = "", **options: Any) -> DataFrame:
    """Judges a column of cases as JSON text, and gives the frame with the answers beside its other columns.

    The new columns and the options are those of `greenlight.arrow.check`; ``prefix`` goes before the columns' names. Nothing is judged
    before the frame is asked for, as usual with Spark; what is wrong with the options is told at once.
    """
    from pyspark.sql.types import ArrayType, StringType, StructField, StructType

    if column not in frame.columns:
        raise KeyError(f"there is no column `{column}` among {', '.join(frame.columns)}")
    new = Options(**options).judge().batch(pyarrow.array([], pyarrow.string())).schema.names
    named = new_names(frame.columns, new, prefix)
    text = StringType()
    fields = [StructField(name, ArrayType(text) if own == "codes" else text) for own, name in zip(new, named)]

    def judged(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        return check_batches(batches, column, prefix=prefix, **options)

    return frame.mapInArrow(judged, StructType([*frame.schema.fields, *fields]))
