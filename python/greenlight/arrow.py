"""Columns of cases, by Arrow: of pyarrow, Polars, DuckDB and whatever else exports it.

A row that is null, unreadable or too large is a row with its error; it never fails the others. Needs pyarrow.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pyarrow

from greenlight._documents import Document
from greenlight._options import Judge, Options
from greenlight._verbs import Day, Instant

ROWS_AT_ONCE = 4096
"""So many rows one thread judges before it takes the next."""


def check(
    array: Any,
    *,
    rulebook: Day | None = None,
    overlay: Document | None = None,
    as_of: Instant | None = None,
    tenant: Document | None = None,
    suppose_met: bool = False,
    findings: bool = False,
    report: bool = False,
) -> pyarrow.RecordBatch:
    """Judges an array of cases, each as JSON text.

    The columns of the answer: ``outcome`` (``ready``, ``blocked``, ``needs-facts``), ``codes`` of the findings, the worst first, ``error``
    as JSON where there is no report, ``engine`` and ``rulebook``; ``findings`` and the whole ``report`` as JSON where they are wanted.

    What is given beside the array holds for every row: ``as_of`` is judged whatever a row names, and ``tenant`` is a case of which a row
    says only what is different, ``null`` where it takes away.

    >>> import greenlight.arrow, pyarrow
    >>> tenant = {"as_of": "2024-02-12", "people": {"ann": {}}, "images": {"old": {"generation": 1}, "new": {}}}
    >>> rows = pyarrow.array([
    ...     '{"request": {"actor": "ann", "create-machine": {"image": "old"}}}',
    ...     '{"request": {"actor": "ann", "create-machine": {"image": "new"}}}',
    ...     '{"request": {"actor": "bob", "create-machine": {"image": "new"}}}',
    ...     None,
    ... ])
    >>> answers = greenlight.arrow.check(rows, tenant=tenant)
    >>> answers["outcome"].to_pylist()
    ['blocked', 'needs-facts', None, None]
    >>> "IMG004" in answers["codes"][0].as_py()
    True
    >>> answers["error"][2].as_py()
    '{"code":"unknown-reference","at":"/request/actor",...}'
    """
    judge = Options(rulebook, overlay, as_of, tenant, suppose_met, findings, report).judge()
    batches = [judge.batch(chunk) for chunk in _chunks(array)] or [_none(judge)]
    if len(batches) == 1:
        return batches[0]
    return pyarrow.Table.from_batches(batches).combine_chunks().to_batches()[0]


def check_batches(
    batches: Iterable[pyarrow.RecordBatch], column: str, *, prefix: str = "", **options: Any
) -> Iterator[pyarrow.RecordBatch]:
    """Judges a column of each batch as they come, and gives them on with the answers beside their other columns.

    ``prefix`` goes before the names of the new columns; the options are those of `check`.

    >>> import greenlight.arrow, pyarrow
    >>> batch = pyarrow.record_batch({"id": [7], "case": ["{}"]})
    >>> [judged.schema.names for judged in greenlight.arrow.check_batches([batch], "case")]
    [['id', 'case', 'outcome', 'codes', 'error', 'engine', 'rulebook']]
    """
    judge = Options(**options).judge()
    for batch in batches:
        answers = judge.batch(batch.column(batch.schema.get_field_index(_known(column, batch.schema.names))))
        named = new_names(batch.schema.names, answers.schema.names, prefix)
        yield pyarrow.record_batch([*batch.columns, *answers.columns], names=[*batch.schema.names, *named])


def check_table(
    table: pyarrow.Table, column: str, *, prefix: str = "", threads: int | None = None, **options: Any
) -> pyarrow.Table:
    """Judges a column of a table on all processors, and gives the table with the answers beside its other columns.

    >>> import greenlight.arrow, pyarrow
    >>> table = pyarrow.table({"id": [7, 8], "case": ["{}", None]})
    >>> greenlight.arrow.check_table(table, "case", prefix="greenlight_")["greenlight_outcome"].null_count
    2
    """
    answers = answers_of(table.column(_known(column, table.column_names)), threads, Options(**options))
    for name, values in zip(new_names(table.column_names, answers.column_names, prefix), answers.columns):
        table = table.append_column(name, values)
    return table


def answers_of(column: Any, threads: int | None, options: Options) -> pyarrow.Table:
    """What is said of each row of a column, judged by several threads: they hold no lock while they judge."""
    judge = options.judge()
    pieces = [
        chunk.slice(start, ROWS_AT_ONCE) for chunk in _chunks(column) for start in range(0, len(chunk), ROWS_AT_ONCE)
    ]
    pool = ThreadPoolExecutor(threads or os.cpu_count())
    try:
        batches = list(pool.map(judge.batch, pieces))
    finally:
        pool.shutdown(cancel_futures=True)
    return pyarrow.Table.from_batches(batches or [_none(judge)])


def new_names(there: Iterable[object], new: Iterable[str], prefix: str) -> list[str]:
    """The names of the new columns beside those that are there."""
    there, named = set(there), [prefix + name for name in new]
    twice = [name for name in named if name in there]
    if twice:
        raise ValueError(f"there is a column `{twice[0]}` already; `prefix` gives the new ones other names")
    return named


def _known(column: str, columns: list[str]) -> str:
    if column not in columns:
        raise KeyError(f"there is no column `{column}` among {', '.join(columns)}")
    return column


def _chunks(array: Any) -> list[Any]:
    if hasattr(array, "__arrow_c_array__"):
        return [array]
    return list((array if isinstance(array, pyarrow.ChunkedArray) else pyarrow.chunked_array(array)).chunks)


def _none(judge: Judge) -> pyarrow.RecordBatch:
    return judge.batch(pyarrow.array([], pyarrow.string()))
