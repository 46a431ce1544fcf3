"""A function for DuckDB's SQL."""

from __future__ import annotations

from typing import Any

import duckdb
import pyarrow

from greenlight._options import Options
from greenlight.arrow import answers_of


def register(connection: duckdb.DuckDBPyConnection, name: str = "greenlight_check", **options: Any) -> None:
    """Adds a function that judges a case as JSON text to a connection.

    It gives a structure of ``outcome``, ``codes``, ``error``, ``engine`` and ``rulebook``, and of what else the options ask for, which are
    those of `greenlight.arrow.check`.

    >>> import duckdb, greenlight.duckdb
    >>> connection = duckdb.connect()
    >>> greenlight.duckdb.register(connection, as_of="2024-02-12")
    >>> case = '{"people": {"ann": {}}, "request": {"actor": "ann", "create-machine": {}}}'
    >>> connection.execute("select greenlight_check($1).outcome", [case]).fetchone()
    ('needs-facts',)
    """
    wanted = Options(**options)
    judge = wanted.judge()
    text = duckdb.sqltypes.VARCHAR
    columns = judge.batch(pyarrow.array([], pyarrow.string())).schema.names
    given = duckdb.struct_type({name: duckdb.list_type(text) if name == "codes" else text for name in columns})

    def function(cases: Any) -> Any:
        return answers_of(cases, 1, wanted).to_struct_array()

    # It is declared for values of an enumeration that no public module exports.
    connection.create_function(  # type: ignore[call-overload]
        name, function, [text], given, type="arrow", null_handling="special"
    )
