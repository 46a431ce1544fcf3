"""Cases of every kind for a trial with many rows, and what must come of them: equal counts, and no row twice."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import greenlight.arrow
import pyarrow
import pyarrow.parquet

GOLDEN = Path(__file__).parents[2] / "core" / "src" / "rules" / "golden.json"
RULEBOOK = "2024-01-24"


def kinds() -> list[str | None]:
    """Cases that are ready, blocked, in need of facts, unreadable and missing."""
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    image = golden["request"]["create-machine"]["image"]
    changed = [
        golden,
        {**golden, "images": {**golden["images"], image: {**golden["images"][image], "generation": 1}}},
        {**golden, "tenant": {}},
        {**golden, "images": {**golden["images"], image: {"generatoin": 1}}},
    ]
    return [*(json.dumps(case) for case in changed), "{", None]


def write(file: Path, rows: int, parts: int) -> None:
    """Writes so many cases, each with its number, in so many parts of a file."""
    cases = kinds()
    table = pyarrow.table({"id": range(rows), "case": [cases[row % len(cases)] for row in range(rows)]})
    pyarrow.parquet.write_table(table, file, row_group_size=max(1, rows // parts))


def counted(folder: Path, rows: int) -> dict[str | None, int]:
    """How often each outcome stands in the answers, which must be those to all rows, each once."""
    cases = kinds()
    expected: Counter[str | None] = Counter()
    answers = greenlight.arrow.check(pyarrow.array(cases), rulebook=RULEBOOK)["outcome"].to_pylist()
    for kind, outcome in enumerate(answers):
        expected[outcome] += len(range(kind, rows, len(cases)))
    assert len(expected) == 4, expected

    found = pyarrow.parquet.read_table(folder)
    counts = Counter(found["outcome"].to_pylist())
    assert counts == expected, f"{counts}, not {expected}"
    assert sorted(found["id"].to_pylist()) == list(range(rows)), "a row is there twice, or not at all"
    assert found["error"].null_count == sum(count for outcome, count in counts.items() if outcome is not None)
    return dict(counts)
