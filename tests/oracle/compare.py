"""Run the program over generated cases and list, by reason, where it and the oracle disagree."""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import completions  # noqa: E402
import generate  # noqa: E402
import oracle  # noqa: E402
import reasons  # noqa: E402
import values  # noqa: E402

BATCH = 2000


@dataclass
class Group:
    """Disagreements of one kind, with the case that differs from the golden one in the fewest places."""

    count: int = 0
    sample: dict = field(default_factory=dict)
    eras: set = field(default_factory=set)
    actions: set = field(default_factory=set)

    def add(self, sample):
        self.count += 1
        self.eras.add(era(sample))
        self.actions.add(sample["action"])
        if not self.sample or len(sample["changed"]) < len(self.sample["changed"]):
            self.sample = sample


def era(sample):
    """The newest rulebook whose values can be in force: published and begun."""
    known = min(sample["rulebook"], sample["as_of"][:10])
    return max(book for book in values.RULEBOOKS if book <= known)


def answers(binary, cases, rulebook):
    """Ask the program about cases under one rulebook, and read its answers in their order."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "cases.jsonl"
        file.write_text("".join(json.dumps(case) + "\n" for case in cases))
        ran = subprocess.run([binary, "check", "--format", "json", "--rulebook", rulebook, str(file)],
                             stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
    read = [json.loads(line) for line in ran.stdout.splitlines()]
    if len(read) != len(cases):
        raise SystemExit(f"{len(cases)} cases, {len(read)} answers, exit code {ran.returncode}")
    return read


def meets(one, other):
    """Whether two places are the same, or one lies in the other; everything lies in the whole document."""
    return one == other or one.startswith(other + "/") or other.startswith(one + "/")


def pattern(pointer):
    """A place without the names of its entries."""
    return re.sub(r"^/(images|networks|machines|groups|flows|people|environments|subscriptions)/[^/]+", r"/\1/*", pointer)


def errors(report):
    return [finding for finding in report["findings"] if finding["level"] == "error"]


def questions(report):
    return sorted({f"{'+'.join(asked['rules'])} {pattern(asked['at'])}" for asked in report["questions"] if asked["level"] == "error"})


def codes(findings):
    return sorted({f"{finding['code']} {pattern(finding['at'])}" for finding in findings})


def difference(expected, report):
    """Why two answers differ: the outcomes and what only one of them shows; nothing where they agree."""
    if "outcome" not in report:
        return ("refused", str(report.get("error", report).get("code")))
    ours, theirs = expected["outcome"], report["outcome"]
    found = errors(report)
    only_theirs = [finding for finding in found if not any(
        meets(place, broken["at"]) for place in [finding["at"], *finding.get("related", [])] for broken in expected["broken"])]
    only_ours = [broken for broken in expected["broken"] if not any(
        meets(place, broken["at"]) for finding in found for place in [finding["at"], *finding.get("related", [])])]
    if ours == theirs == "blocked" and not found:
        only_ours = []  # Every completion is blocked: no single place is to blame.
    lacking = sorted({broken["name"] for broken in only_ours})
    if ours == theirs:
        if ours != "blocked" or not (only_theirs or only_ours):
            return None
        return ("both blocked", f"only oracle: {', '.join(lacking) or '-'}; only program: {', '.join(codes(only_theirs)) or '-'}")
    return (f"oracle {ours}, program {theirs}", reason(ours, theirs, expected, report, lacking, only_theirs))


def reason(ours, theirs, expected, report, lacking, only_theirs):
    unknown = sorted({row["name"] for row in expected["unknown"]})
    if theirs == "blocked":
        text = ", ".join(codes(only_theirs) or codes(errors(report))) or "every completion"
        return text + (f" (open: {', '.join(unknown)})" if unknown else "")
    if ours == "blocked":
        return ", ".join(lacking or sorted({row["name"] for row in expected["broken"]})) + (
            f" (asks: {', '.join(questions(report))})" if theirs == "needs-facts" else "")
    return ", ".join(unknown) if ours == "needs-facts" else ", ".join(questions(report))


def by_completions(expected, report):
    """Whether the program calls blocked what no single requirement breaks yet, or ready what none can break any more (ruling 41)."""
    return expected["outcome"] == "needs-facts" and report.get("outcome") in ("blocked", "ready") and not errors(report)


def places_asked(report):
    return [asked["at"] for asked in report["questions"] if asked["level"] == "error"]


def compare(binary, seed, first, count):
    """Compare a span of cases; answer the groups of disagreements and how many cases agreed."""
    groups, agreed = defaultdict(Group), 0
    by_book = defaultdict(list)
    for number in range(first, first + count):
        made = generate.make(seed, number)
        by_book[made["options"]["rulebook"]].append((number, made))
    for rulebook, made in sorted(by_book.items()):
        for (number, one), report in zip(made, answers(binary, [one["case"] for _, one in made], rulebook)):
            expected = oracle.judge(one["case"], rulebook)
            found = difference(expected, report)
            if found and by_completions(expected, report) and completions.all_come_to(
                    report["outcome"], one["case"], rulebook, places_asked(report)):
                found = None
            if found is None:
                agreed += 1
                continue
            request = one["case"]["request"]
            action = next(key for key in request if key != "actor")
            groups[found].add({
                "number": number, "rulebook": rulebook, "as_of": one["case"]["as_of"], "action": action,
                "changed": {path: generate.get(one["case"], path) for path in one["changed"]},
                "oracle": expected, "program": report, "request": request})
    return groups, agreed


def merge(into, groups):
    for key, group in groups.items():
        count = into[key].count + group.count
        into[key].add(group.sample)
        into[key].count = count
        into[key].eras |= group.eras
        into[key].actions |= group.actions


def show(key, group, explained):
    sample = group.sample
    print(f"\n{group.count} × {key[0]}: {key[1]} [{', '.join(sorted(group.eras))}]" + (f"\n  explained: {explained}" if explained else ""))
    print(f"  case {sample['number']}: {json.dumps(sample['request'])} under {sample['rulebook']} at {sample['as_of']}")
    print(f"  changed: {json.dumps(sample['changed'])[:700]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary", help="the program, such as target/release/greenlight")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--count", type=int, default=2 * len(generate.cells()), help="unless said, enough to break every requirement")
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--save", help="write the groups to this file, as JSON")
    asked = parser.parse_args()
    groups, agreed = defaultdict(Group), 0
    for first in range(asked.first, asked.first + asked.count, BATCH):
        found, same = compare(asked.binary, asked.seed, first, min(BATCH, asked.first + asked.count - first))
        merge(groups, found)
        agreed += same
    ordered = sorted(groups.items(), key=lambda item: (-item[1].count, item[0]))
    open_cases = 0
    for key, group in ordered:
        explained = reasons.explain(key)
        open_cases += 0 if explained else group.count
        show(key, group, explained)
    print(f"\n{asked.count} cases: {agreed} agree, {asked.count - agreed - open_cases} differ for a known reason, {open_cases} unexplained")
    if asked.save:
        told = [{"kind": key, "count": group.count, "eras": sorted(group.eras), "actions": sorted(group.actions), **group.sample}
                for key, group in ordered]
        Path(asked.save).write_text(json.dumps(told, indent=1))
    return 1 if open_cases else 0


if __name__ == "__main__":
    sys.exit(main())
