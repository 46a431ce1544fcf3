"""The scripts that `greenlight collect` prints, as the program prints them: PowerShell parses, and each makes the calls of docs/calls.md."""

import os
import pathlib
import re
import subprocess
import unittest
import urllib.parse

import powershell

PROGRAM = os.environ["GREENLIGHT"]
PAGE = pathlib.Path(__file__).parents[2] / "docs" / "calls.md"
ONE, OTHER = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
SUBSCRIPTIONS = ["--subscription", ONE, "--subscription", OTHER]
ENVIRONMENTS = ["--environment", "Default-1b", "--environment", "env-2"]
PEOPLE = ["--person", "ann@example.com", "--person", "b.o_b+1@example.com"]
OPTIONS = [[], SUBSCRIPTIONS, ENVIRONMENTS, PEOPLE, SUBSCRIPTIONS[:2] + ENVIRONMENTS[:2] + PEOPLE[:2]]
# What scripts run: the Azure CLI, what they declare themselves, and what changes nothing but their own files.
GATHERS = {"az", "Get-Answer", "Get-Ids", "Invoke-Ask", "Write-Refusal", "Write-Text"} | {
    *("ConvertTo-Json", "ForEach-Object", "Get-ChildItem", "Get-Command", "Get-Content", "Join-Path", "New-Item"),
    *("New-Object", "New-TemporaryFile", "Remove-Item", "Select-Object", "Sort-Object", "Start-Sleep", "Test-Path"),
    *("Where-Object", "Write-Output", "Write-Warning"),
}
ASKS = {
    "$words --output json",
    'rest --method get --url "@$asked" --output-file $answered --verbose',
    'rest --method get --url "@$asked" --resource $Resource --output-file $answered --verbose',
}
# What the probe runs looks, and no more; a question is a block of its own.
LOOKS = {"$Question", "dsregcmd", "ConvertTo-Json", "ForEach-Object", "Test-Path", "Where-Object"}


def printed(*options):
    ended = subprocess.run([PROGRAM, "collect", "--print", *options], capture_output=True, check=True)
    return ended.stdout.decode()


def scripts():
    """Give each script in PowerShell that gathers, with the options that it is printed for."""
    return [(options, printed("--format", "powershell", *options)) for options in OPTIONS]


def page(options):
    """Give the calls of the page that a script for these options makes: for each of what, which, and the address."""
    _, _, after = PAGE.read_text(encoding="utf-8").partition("## What the scripts read\n")
    rows = re.findall(r"^\| (\w+) \| `([a-z0-9-]+)` \| `([^`]+)` \|$", after.partition("\n## ")[0], re.MULTILINE)
    calls = []
    for each, call, address in rows:
        if call == "power-platform-environments" and "--environment" in options:
            each, address = "environment", address.replace("/environments?", "/environments/{environment}?")
        if each != "person" or "--person" in options:
            calls.append((None if each == "once" else each, call, address))
    return sorted(calls, key=repr)


def powershell_calls(root):
    """Give the loops of a script, and its calls: in which loop, which, kept apart by what, where, and for whom."""
    loops = list(powershell.loops(root))
    inside = {node.id: word for word, _, body in loops for node in powershell.within(body, "command")}
    calls = []
    for command in powershell.within(root, "command"):
        if powershell.name(command) == "Get-Answer":
            call, key, address, *resource = powershell.values(command)
            calls.append((inside.get(command.id), call, key, address, *resource))
    return [(word, things) for word, things, body in loops if list(powershell.within(body, "command"))], calls


def shell_values(text):
    """Give the values of a line: quoted texts and variables, joined where no space is between them."""
    pieces = re.findall(r"'([^']*)'|\"\$(\w+)\"|( )", text)
    joined = "".join("\n" if space else plain + (f"{{{word}}}" if word else "") for plain, word, space in pieces)
    return joined.split("\n")


def shell_calls(text):
    """Give the same of a script for a POSIX shell."""
    loops, calls, word = [], [], None
    for line in text.splitlines():
        loop = re.fullmatch(r"for (\w+) in (.*); do", line)
        if loop:
            word, things = loop.groups()
            found = re.fullmatch(r"\$\(ids (.*)\)", things)
            loops.append((word, [shell_values(found[1])] if found else shell_values(things)))
        if line == "done":
            word = None
        if line.lstrip().startswith("get '"):
            calls.append((word, *shell_values(line.lstrip().removeprefix("get "))))
    return loops, calls


class Scripts(unittest.TestCase):
    def test_every_script_in_powershell_parses_and_is_plain(self):
        for options, script in [*scripts(), (["--probe"], printed("--probe"))]:
            with self.subTest(options=options):
                root = powershell.parsed(script)
                self.assertEqual(powershell.faults(root) + powershell.newer(root), [])
                # Windows PowerShell takes a file without a mark for one of the system's code page.
                self.assertTrue(script.isascii())
                self.assertGreater(sum(1 for _ in powershell.within(root, "command")), 10)

    def test_what_does_not_parse_is_seen(self):
        for script in [printed("--format", "powershell"), printed("--probe")]:
            self.assertEqual(powershell.newer(powershell.parsed(script + "\nGet-Date && Get-Date\n")), ["&&"])
            for lost in "{}()'\"":
                before, _, after = script.rpartition(lost)
                self.assertNotEqual(powershell.faults(powershell.parsed(before + after)), [], lost)

    def test_both_scripts_make_the_calls_of_the_page(self):
        for options, script in scripts():
            with self.subTest(options=options):
                loops, calls = powershell_calls(powershell.parsed(script))
                gathering = [loop for loop in loops if loop[0] != "file"]
                self.assertEqual((gathering, calls), shell_calls(printed("--format", "sh", *options)))
                made = [(word, call, urllib.parse.unquote(address)) for word, call, _, address, *_ in calls]
                self.assertEqual(sorted(made, key=repr), page(options))
                self.assertGreater(len(made), 35)
                # What is asked for each of some things is kept apart by the thing.
                for word, call, key, *_ in calls:
                    self.assertEqual(key, f"{{{word}}}" if word else "", call)

    def test_what_was_named_is_gone_through(self):
        loops, _ = powershell_calls(powershell.parsed(printed("--format", "powershell", *OPTIONS[4])))
        things = dict(loops)
        self.assertEqual(things["subscription"], [ONE])
        self.assertEqual(things["environment"], ["Default-1b"])
        self.assertEqual(things["person"], ["ann@example.com"])
        self.assertEqual(things["gallery"][0][0], "az-sig")

    def test_scripts_in_powershell_ask_by_reading_alone(self):
        for options, script in scripts():
            with self.subTest(options=options):
                commands = list(powershell.within(powershell.parsed(script), "command"))
                self.assertEqual({powershell.name(command) for command in commands} - GATHERS, set())
                # An address is never an argument: cmd, which runs az on Windows, would take it apart at ampersands.
                asks = [powershell.handed(command) for command in commands if powershell.name(command) == "az"]
                self.assertEqual({" ".join(words) for words in asks}, ASKS)

    def test_the_probe_only_looks(self):
        commands = powershell.within(powershell.parsed(printed("--probe")), "command")
        names = {powershell.name(command) for command in commands}
        self.assertEqual({name for name in names if not name.startswith("Get-")} - LOOKS, set())
        self.assertGreater(len(names), 8)

    @unittest.skipUnless(os.name == "posix", "there is a POSIX shell on such systems alone")
    def test_every_script_for_a_shell_parses(self):
        for options in OPTIONS:
            with self.subTest(options=options):
                script = printed("--format", "sh", *options)
                subprocess.run(["sh", "-n"], input=script.encode(), check=True)
                self.assertTrue(script.isascii())


if __name__ == "__main__":
    unittest.main()
