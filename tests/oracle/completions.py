"""Whether every completion of what the program asks for comes to one outcome, by the oracle's own judgement."""

import copy
import itertools

import generate
import geography
import golden
import oracle
import steps
from view import plain

MOST = 2000


def domain(case, path, action, rulebook):
    """The values worth trying at a place: those of the generator, and the golden one; none where it has none."""
    if path == f"request/{action}/environment":
        return list(case["environments"]) if case.get("environments_complete") is not False else None
    known = steps.places(case, action, golden.unit(case) == "hosted_process").get(path)
    whole = generate.get(golden.golden(action, rulebook, case["as_of"]), path)
    if known is None:
        return None
    if path.endswith("/geography"):  # A name that no page has is no completion.
        known = [name for name in known if plain(name) in geography.RECOGNISED]
    return [*known, *([] if whole is None else [whole])]


def all_come_to(outcome, case, rulebook, asked):
    """Whether the oracle comes to an outcome whatever is stated at the places asked for."""
    action = next(key for key in case["request"] if key != "actor")
    paths = [pointer.strip("/") for pointer in asked]
    if f"request/{action}/environment" in paths:  # Of one that is chosen the geography has a name as well.
        paths += [f"environments/{name}/geography" for name, stated in case["environments"].items() if stated.get("geography") is None]
    tried = [domain(case, path, action, rulebook) for path in paths]
    size = 1
    for values in tried:
        size *= len(values or ())
    if not paths or not 0 < size <= MOST:
        return False
    for chosen in itertools.product(*tried):
        stated = copy.deepcopy(case)
        for path, value in zip(paths, chosen):
            generate.put(stated, path, value)
        if oracle.judge(stated, rulebook)["outcome"] != outcome:
            return False
    return True
