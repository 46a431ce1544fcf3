"""The disagreements that are explained: requirements whose level the sources leave open."""

# The table of candidates says *block*, the source is a neighbouring page without a published code: the program may warn.
NEIGHBOURING = "said by a neighbouring page without an error code; a warning is as good a reading"
OURS = "a reading of ours; no page refuses it in so many words"
ROOM = {
    "name-length": NEIGHBOURING,
    "description-length": NEIGHBOURING,
    "extensions-version": NEIGHBOURING,
    "runtime-not-registered": NEIGHBOURING,
    "connection-usable": NEIGHBOURING,
    "committed-within-maximum": OURS,
    "group-of-machines": OURS,
}


def explain(key):
    """Say why a group of disagreements may stand; nothing where one of its requirements is not open."""
    kind, text = key
    names = text.removeprefix("only oracle: ").removesuffix("; only program: -").split(" (")[0].split(", ")
    if "only program" in text.removesuffix("; only program: -") or not set(names) <= set(ROOM):
        return None
    return "; ".join(sorted({ROOM[name] for name in names}))
