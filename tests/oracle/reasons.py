"""The disagreements that are explained: where sources leave room, with the reason."""

import re

EXPLAINED = ()


def explain(key):
    """Say why a group of disagreements is as it should be; nothing where that is not known."""
    text = f"{key[0]}: {key[1]}"
    return next((why for pattern, why in EXPLAINED if re.search(pattern, text)), None)
