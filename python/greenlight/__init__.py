"""Says whether a Power Automate hosted machine can be created and used, why not, what to change, and what would happen over time.

A case holds what is known about a tenant, and what somebody wants to do; what is left out is unknown, never false. `check` judges one,
`greenlight.arrow` a column of them, `simulate` runs a rollout in simulated time. What is wrong with an input is an `Error`.
"""

from greenlight._documents import Answer, Document
from greenlight._errors import Error
from greenlight._verbs import (
    Day,
    Instant,
    check,
    describe,
    diagnose,
    explain,
    import_facts,
    licences,
    missing_facts,
    open,
    redact,
    replay,
    roles,
    rulebook,
    rules,
    schema,
    simulate,
    why,
)

__version__: str = describe()["engine"]["version"]

__all__ = [
    "Answer",
    "Day",
    "Document",
    "Error",
    "Instant",
    "check",
    "describe",
    "diagnose",
    "explain",
    "import_facts",
    "licences",
    "missing_facts",
    "open",
    "redact",
    "replay",
    "roles",
    "rulebook",
    "rules",
    "schema",
    "simulate",
    "why",
]
