"""Say of each case, read as JSON Lines, what the requirements of the pages and rulings make of it."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import geography  # noqa: E402
import groups  # noqa: E402
import images  # noqa: E402
import licensing  # noqa: E402
import lifecycle  # noqa: E402
import limits  # noqa: E402
import members  # noqa: E402
import networks  # noqa: E402
import prerequisites  # noqa: E402
import queues  # noqa: E402
import roles  # noqa: E402
import values  # noqa: E402
from view import View  # noqa: E402

FAMILIES = (licensing, prerequisites, geography, images, networks, limits, groups, roles, lifecycle, queues, members)
ROWS = tuple(row for family in FAMILIES for row in family.ROWS)


def judge(case, rulebook=values.NEWEST):
    """Answer the outcome, and the requirements that are broken or open with the place of each."""
    view = View(case, rulebook)
    broken, unknown = [], []
    for row in ROWS:
        answer = row.judge(view)
        if answer is not True:
            (broken if answer is False else unknown).append(row)
    outcome = "blocked" if broken else ("needs-facts" if unknown else "ready")
    names, doubted = {row.name for row in broken}, {row.name for row in unknown}
    shown = [row for row in broken if not (names | doubted) & set(row.covered) and not names & set(row.beside)]
    return {"outcome": outcome, "broken": told(shown, view), "unknown": told(unknown, view)}


def told(rows, view):
    return [{"name": row.name, "at": row.pointer(view)} for row in rows]


def main():
    for line in sys.stdin:
        if line.strip():
            document = json.loads(line)
            rulebook = document.get("options", {}).get("rulebook", values.NEWEST)
            print(json.dumps(judge(document["case"], rulebook)))


if __name__ == "__main__":
    main()
