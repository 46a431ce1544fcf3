"""The verbs: documents in, answers out."""

from __future__ import annotations

import datetime
import difflib
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Union, cast, overload

from greenlight import _engine, answers
from greenlight._documents import Answer, Document, answered, optional, request, written
from greenlight._errors import Error

Day = Union[str, datetime.date]
"""A day: ``2024-01-24``, or a `datetime.date`."""

Instant = Union[str, datetime.date, datetime.datetime]
"""An instant: ``2024-02-12T09:00:00Z``, a day's beginning, or a `datetime.datetime` with its time zone."""


def check(
    case: Document,
    *,
    rulebook: Day | None = None,
    overlay: Document | None = None,
    all: bool = False,
    receipt: bool = False,
    suppose_met: bool = False,
    access: bool = False,
    decisive_first: bool = False,
) -> answers.Report:
    """Judges a case: ready, blocked or in need of facts, with every reason.

    ``rulebook`` judges by what was published by that day, ``overlay`` is what an organisation lays over the rules. ``all`` lists every
    rule's verdict, ``receipt`` adds digests, ``suppose_met`` says what the outcome would be if all that is asked for were met,
    ``access`` which least changes of roles, shares and licences would clear what they can clear, and who can grant them;
    ``decisive_first`` asks first what decides most.

    >>> import greenlight
    >>> report = greenlight.check({
    ...     "as_of": "2024-02-12T09:00:00Z",
    ...     "environments": {"prod": {"geography": "Europe", "hosted_rpa_addons": 2, "hosted_machines": 2}},
    ...     "people": {"ann": {"roles": {"prod": ["Environment Maker"]}}},
    ...     "images": {"finance": {"generation": 1, "regions": ["West Europe"]}},
    ...     "request": {"actor": "ann", "create-machine": {"environment": "prod", "name": "bot-03", "image": "finance"}},
    ... })
    >>> report["outcome"]
    'blocked'
    >>> "IMG004" in [finding["code"] for finding in report["findings"]]
    True
    """
    options = request(
        rulebook=rulebook,
        overlay=optional(overlay),
        all=all or None,
        receipt=receipt or None,
        suppose_met=suppose_met or None,
        access=access or None,
        decisive_first=decisive_first or None,
    )
    return cast(answers.Report, answered(_engine.check(request(case=written(case), options=options))))


def open(case: Document, *, rulebook: Day | None = None, overlay: Document | None = None) -> answers.Open:
    """Says what is still open in a case: whether it is decided, what each choice leads to, and what to ask first.

    >>> import greenlight
    >>> case = {"as_of": "2024-02-12", "people": {"ann": {}}, "request": {"actor": "ann", "create-machine": {}}}
    >>> greenlight.open(case)["decided"]
    'no'
    """
    options = request(rulebook=rulebook, overlay=optional(overlay))
    return cast(answers.Open, answered(_engine.open(request(case=written(case), options=options))))


def why(
    case: Document, rule: str | None = None, *, rulebook: Day | None = None, overlay: Document | None = None
) -> answers.Why:
    """Says why a rule says what it says of a case, by the fewest facts that force it; without a rule, why the outcome is what it is.

    >>> import greenlight
    >>> case = {
    ...     "as_of": "2024-02-12", "people": {"ann": {}}, "images": {"finance": {"generation": 1}},
    ...     "request": {"actor": "ann", "create-machine": {"image": "finance"}},
    ... }
    >>> [fact["at"] for fact in greenlight.why(case, "IMG004")["facts"]]
    ['/images/finance/generation']
    """
    options = request(rulebook=rulebook, overlay=optional(overlay))
    return cast(answers.Why, answered(_engine.why(request(case=written(case), rule=rule, options=options))))


def diagnose(case: Document, machine: str, *, rulebook: Day | None = None) -> answers.Diagnosis:
    """Joins the status and the error of a machine with the facts: the likely cause, whether waiting helps, and the next step.

    >>> import greenlight
    >>> case = {"as_of": "2024-04-12", "machines": {"bot-01": {"status": "failed", "error": "noEnoughIpAddress"}}}
    >>> greenlight.diagnose(case, "bot-01")["error_code"]["code"]
    'noEnoughIpAddress'
    """
    asked = request(case=written(case), machine=machine, options=request(rulebook=rulebook))
    return cast(answers.Diagnosis, answered(_engine.diagnose(asked)))


def licences(case: Document, *, rulebook: Day | None = None) -> answers.Licences:
    """Counts licences: what is owned, allocated, used, needed and free.

    >>> import greenlight
    >>> ledger = greenlight.licences({"as_of": "2024-02-12", "environments": {"prod": {"hosted_rpa_addons": 2}}})
    >>> [environment["name"] for environment in ledger["environments"]]
    ['prod']
    """
    return cast(answers.Licences, answered(_engine.licences(request(case=written(case), options=request(rulebook=rulebook)))))


def roles(
    *,
    can: str | None = None,
    case: Document | None = None,
    person: str | None = None,
    environment: str | None = None,
    rulebook: Day | None = None,
    as_of: Instant | None = None,
) -> answers.Roles:
    """Says who may do what, the least role first; with a case and a person, whether that person can and what they lack.

    >>> import greenlight
    >>> [action["action"] for action in greenlight.roles(can="create image")["actions"]]
    ['create-image']
    """
    asked = request(
        can=can, case=optional(case), person=person, environment=environment, rulebook=rulebook, as_of=as_of
    )
    return cast(answers.Roles, answered(_engine.roles(asked)))


@overload
def rulebook(
    *, rulebook: Day | None = None, as_of: Instant | None = None, filter: str | None = None
) -> answers.RulebookValues: ...


@overload
def rulebook(
    *, rulebook: Day | None = None, as_of: Instant | None = None, filter: str | None = None, since: Day
) -> answers.RulebookChanges: ...


def rulebook(
    *,
    rulebook: Day | None = None,
    as_of: Instant | None = None,
    filter: str | None = None,
    since: Day | None = None,
) -> answers.RulebookAnswer:
    """Lists the values that Microsoft can change, with their sources; with ``since``, what changed since that rulebook.

    >>> import greenlight
    >>> values = greenlight.rulebook(filter="network.per-tenant")["values"]
    >>> [value["key"] for value in values]
    ['network.per-tenant']
    """
    asked = request(rulebook=rulebook, as_of=as_of, filter=filter, since=since)
    return cast(answers.RulebookAnswer, answered(_engine.rulebook(asked)))


def explain(code: str) -> answers.Explanation:
    """Tells everything about one rule, or about a code that Microsoft publishes.

    >>> import greenlight
    >>> greenlight.explain("img004")["name"]
    'image-is-generation-2'
    >>> greenlight.explain("IMG04")
    Traceback (most recent call last):
    greenlight...Error: `IMG04` is not known to this rulebook: ...
    """
    return cast(answers.Explanation, answered(_engine.explain(request(code=code))))


def rules() -> list[answers.Entry]:
    """Lists the rules, without their pages.

    >>> import greenlight
    >>> {rule["level"] for rule in greenlight.rules()} == {"error", "warning", "note"}
    True
    """
    return cast(answers.Rules, answered(_engine.rules()))["rules"]


def describe() -> answers.Description:
    """Gives the versions of the engine and of its newest rulebook.

    >>> import greenlight
    >>> greenlight.describe()["engine"]["version"] == greenlight.__version__
    True
    """
    return cast(answers.Description, answered(_engine.describe()))


def schema(name: str) -> Answer:
    """Gives the JSON Schema of a document: ``case``, ``scenario``, ``report``, ``summary`` and others.

    >>> import greenlight
    >>> greenlight.schema("case")["title"]
    'Case'
    """
    schemas = dict(_engine.schemas())
    if name not in schemas:
        near = difflib.get_close_matches(name, schemas, n=1)
        help = f"did you mean `{near[0]}`?" if near else f"there are {', '.join(schemas)}"
        raise Error({"code": "unknown-value", "at": "", "message": f"there is no schema `{name}`", "help": help})
    return dict(json.loads(schemas[name]))


def import_facts(
    files: Mapping[str, str],
    *,
    tenant: Document | None = None,
    case: Document | None = None,
    hints: Mapping[str, Any] | None = None,
) -> answers.Imported:
    """Reads facts out of what ``az``, Microsoft Graph and other tools printed: names of files and their texts.

    >>> import greenlight
    >>> network = {"id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/corp", "name": "corp",
    ...            "location": "westeurope", "type": "Microsoft.Network/virtualNetworks", "subnets": []}
    >>> greenlight.import_facts({"network.json": json.dumps(network)})["facts"]["networks"]["corp"]["region"]
    'westeurope'
    """
    listed = [{"name": name, "text": text} for name, text in files.items()]
    asked = request(files=listed, tenant=optional(tenant), case=optional(case), hints=hints)
    return cast(answers.Imported, answered(_engine.import_facts(asked)))


def missing_facts(case: Document, *, rulebook: Day | None = None) -> answers.MissingFacts:
    """Says which call supplies each fact that a case lacks, and who may make it, or where it stands in a portal.

    >>> import greenlight
    >>> case = {"as_of": "2024-02-12", "people": {"ann": {}}, "request": {"actor": "ann", "create-machine": {}}}
    >>> len(greenlight.missing_facts(case)["facts"]) > 5
    True
    """
    return cast(answers.MissingFacts, answered(_engine.missing_facts(request(case=written(case), options=request(rulebook=rulebook)))))


def redact(case: Document, names: Mapping[str, str] | None = None) -> answers.Redacted:
    """Takes the names out of a case, to show it to others: it gives the same findings.

    >>> import greenlight
    >>> greenlight.redact({"people": {"ann": {}}})["case"]
    {'people': {'name-1': {}}}
    """
    return cast(answers.Redacted, answered(_engine.redact(request(case=written(case), names=names))))


def simulate(
    scenario: Document,
    *,
    rulebook: Day | None = None,
    overlay: Document | None = None,
    objectives: Iterable[str] = (),
    each: bool = False,
    progress: Callable[[int, int], bool | None] | None = None,
    trace: Callable[[str], object] | None = None,
) -> answers.Summary:
    """Simulates a scenario: what becomes of its machines over time, and what stands in the way.

    ``progress`` hears how much is done, of how much; where it returns `False` the run stops, and the summary is marked as partial.
    ``trace`` takes what happened, as text of whole JSON Lines: the ``write`` of a file is one. Ctrl-C stops the run.

    >>> import greenlight
    >>> summary = greenlight.simulate({
    ...     "as_of": "2024-02-12", "horizon": "2d", "people": {"ann": {}}, "environments": {"prod": {"hosted_rpa_addons": 0}},
    ...     "timeline": [{"at": "d1", "actor": "ann", "create-machine": {"environment": "prod", "name": "bot-01", "image": "default"}}],
    ... })
    >>> summary["machines"]["refused"]
    1
    """
    options = request(
        rulebook=rulebook,
        overlay=optional(overlay),
        objectives=list(objectives) or None,
        each=each or None,
        trace=True if trace is not None else None,
    )
    asked = request(scenario=written(scenario), options=options)
    return cast(answers.Summary, answered(_engine.simulate(asked, emit=trace, progress=progress)))


def replay(trace: str, *, progress: Callable[[int, int], bool | None] | None = None) -> answers.Replay:
    """Runs a trace again: whether every line is the same, and the first that is not.

    >>> import greenlight
    >>> lines = []
    >>> _ = greenlight.simulate({"as_of": "2024-02-12"}, trace=lines.append)
    >>> greenlight.replay("".join(lines))["same"]
    True
    """
    return cast(answers.Replay, answered(_engine.replay(trace, progress=progress)))
