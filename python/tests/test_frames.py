"""Frames of pandas and Polars, and SQL of DuckDB: the answers of a column of Arrow, row by row."""

from __future__ import annotations

import json
from typing import Any

import duckdb
import greenlight.arrow
import greenlight.duckdb
import greenlight.pandas
import greenlight.polars
import pandas
import polars
import pyarrow
import pytest
from corpus import rows

CASES: list[str | None] = [*(row.case for row in rows()[:300]), None, "{", "[]", ""]
OPTIONS: dict[str, Any] = {"rulebook": "2024-01-24", "findings": True}
EXPECTED = greenlight.arrow.check(pyarrow.array(CASES), **OPTIONS).to_pylist()


def test_pandas() -> None:
    index = [f"row {place}" for place in range(len(CASES))]
    frame = pandas.DataFrame({"id": range(len(CASES)), "case": CASES}, index=index)
    judged = greenlight.pandas.check(frame, "case", prefix="it_", **OPTIONS)
    pandas.testing.assert_frame_equal(judged[["id", "case"]], frame)
    for name in EXPECTED[0]:
        column = judged[f"it_{name}"].astype(object)
        assert column.where(column.notna(), None).to_list() == [row[name] for row in EXPECTED], name


def test_pandas_takes_what_is_no_text() -> None:
    case = {"as_of": "2024-02-12", "people": {"ann": {}}, "request": {"actor": "ann", "create-machine": {}}}
    values = [case, json.dumps(case), json.dumps(case).encode(), float("nan"), pandas.NA, 7, object(), "\ud800", [1]]
    judged = greenlight.pandas.check(pandas.DataFrame({"case": pandas.Series(values, dtype=object)}), "case")
    assert judged["outcome"].to_list()[:3] == ["needs-facts"] * 3
    codes = [json.loads(error)["code"] for error in judged["error"].to_list()[3:]]
    assert codes == ["missing-field", "missing-field", "wrong-type", "wrong-type", "not-utf-8", "wrong-type"]
    assert greenlight.pandas.check(judged[["case"]].iloc[:0], "case").columns.to_list()[0] == "case"


@pytest.mark.parametrize("threads", [1, 2])
def test_polars(threads: int) -> None:
    frame = polars.DataFrame({"id": range(len(CASES)), "case": CASES})
    judged = greenlight.polars.check(frame, "case", prefix="it_", threads=threads, **OPTIONS)
    assert judged.select("id", "case").equals(frame)
    expected = [{f"it_{name}": value for name, value in row.items()} for row in EXPECTED]
    assert judged.drop("id", "case").to_dicts() == expected
    # A column of Polars is an array of Arrow, too.
    assert greenlight.arrow.check(frame["case"], **OPTIONS).to_pylist() == EXPECTED


def test_duckdb() -> None:
    connection = duckdb.connect()
    greenlight.duckdb.register(connection, "judged", **OPTIONS)
    table = pyarrow.table({"id": range(len(CASES)), "case": CASES})
    connection.register("cases", table)
    found = connection.execute('select judged("case") from cases order by id').fetchall()
    assert [row[0] for row in found] == EXPECTED
    grouped = connection.execute('select judged("case").outcome as o, count(*) from cases group by o').fetchall()
    assert sum(count for _, count in grouped) == len(CASES)
    # And its answers are Arrow that is judged as it is.
    batches: Any = connection.sql("select * from cases order by id").to_arrow_reader(100)
    judged = pyarrow.Table.from_batches(greenlight.arrow.check_batches(batches, "case", **OPTIONS))
    assert judged.drop_columns(["id", "case"]).to_pylist() == EXPECTED


def test_wrong_options_are_told_at_once() -> None:
    with pytest.raises(greenlight.Error, match="there is no rulebook of 2020-01-01"):
        greenlight.duckdb.register(duckdb.connect(), rulebook="2020-01-01")
    with pytest.raises(TypeError, match="rulebok"):
        greenlight.polars.check(polars.DataFrame({"case": ["{}"]}), "case", rulebok="2024-01-24")
