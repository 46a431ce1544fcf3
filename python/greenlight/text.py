"""The verbs on JSON text: a request gives an answer, or ``{"error": …}``. The bytes are those of every door, of the shell as well.

>>> from greenlight import text
>>> text.check('{"case": {"as_of": 1}}')
'{"error":{"code":"wrong-type","at":"/as_of",...}]}'
"""

from greenlight._engine import (
    check,
    check_lines,
    describe,
    diagnose,
    explain,
    import_facts,
    licences,
    merge,
    missing_facts,
    open,
    outcomes,
    redact,
    replay,
    roles,
    rulebook,
    rules,
    shard,
    simulate,
    why,
)

__all__ = [
    "check",
    "check_lines",
    "describe",
    "diagnose",
    "explain",
    "import_facts",
    "licences",
    "merge",
    "missing_facts",
    "open",
    "outcomes",
    "redact",
    "replay",
    "roles",
    "rulebook",
    "rules",
    "shard",
    "simulate",
    "why",
]
