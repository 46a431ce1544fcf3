"""The disagreements that are explained: requirements whose level the sources leave open."""

# Narrow on purpose: a requirement is named with the one answer of the program that is as good a reading.
ROOM = {
    "room-in-queue": "a limit that a page states (ruling 27) without saying what becomes of the run beyond it; "
                     "ruling 49 makes that a warning",
}


def explain(key):
    """Say why a group of disagreements may stand; nothing where one of its requirements is not open."""
    kind, text = key
    names = text.removeprefix("only oracle: ").removesuffix("; only program: -").split(" (")[0].split(", ")
    if "only program" in text.removesuffix("; only program: -") or not set(names) <= set(ROOM):
        return None
    return "; ".join(sorted({ROOM[name] for name in names}))
