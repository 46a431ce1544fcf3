"""PowerShell as a grammar reads it: what does not parse, which commands a script runs, and what it hands them."""

import tree_sitter
import tree_sitter_powershell

PARSER = tree_sitter.Parser(tree_sitter.Language(tree_sitter_powershell.language()))


def parsed(text):
    """Give the root of what a script says."""
    return PARSER.parse(text.encode()).root_node


def within(node, kind=None):
    """Go through a node and all that it holds, or those of one kind."""
    if kind in (None, node.type):
        yield node
    for child in node.children:
        yield from within(child, kind)


def faults(root):
    """Tell each place that does not parse."""
    wrong = [node for node in within(root) if node.is_error or node.is_missing]
    return [f"line {node.start_point[0] + 1}: {node.text.decode()[:80]!r}" for node in wrong]


def newer(root):
    """Tell what Windows PowerShell 5.1 does not read: commands joined by && and ||."""
    return [node.type for node in within(root) if node.type in ("&&", "||", "ternary_expression")]


def name(command):
    """Give the name of a command."""
    return command.child_by_field_name("command_name").text.decode()


def handed(command):
    """Give what a command is handed, as it is written."""
    elements = command.child_by_field_name("command_elements")
    parts = elements.named_children if elements else []
    return [part.text.decode() for part in parts if part.type not in ("command_argument_sep", "redirection")]


def values(command):
    """Give what a command is handed as values, each variable as its name in braces."""
    elements = command.child_by_field_name("command_elements")
    parts = elements.named_children if elements else []
    return [value(part) for part in parts if part.type != "command_argument_sep"]


def value(node):
    """Give a value: a text, a variable as its name in braces, or several of them in a row."""
    if node.type == "verbatim_string_characters":
        return node.text.decode()[1:-1]
    if node.type == "variable":
        return "{" + node.text.decode()[1:] + "}"
    if node.type == "parenthesized_expression" or len(node.named_children) == 1:
        return "".join(value(child) for child in node.named_children)
    if node.type == "additive_expression":
        assert [child.type for child in node.children if not child.is_named] == ["+"], node.text
        return "".join(value(child) for child in node.named_children)
    raise AssertionError(f"{node.type} is no value that scripts hand on: {node.text.decode()}")


def loops(root):
    """Give each loop as its variable, what it goes through, and its body."""
    for loop in within(root, "foreach_statement"):
        variable, things, body = loop.named_children
        found = [values(command) for command in within(things, "command")]
        named = [value(text) for text in within(things, "verbatim_string_characters")]
        yield variable.text.decode()[1:], (found or named), body
