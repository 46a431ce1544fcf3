"""Three-valued logic: True, False, and None for what is not known."""


def no(value):
    """Turn an answer round; what is unknown stays unknown."""
    return None if value is None else not value


def every(*values):
    """Answer False if one is False, True if all are True, None otherwise."""
    if any(value is False for value in values):
        return False
    return None if any(value is None for value in values) else True


def some(*values):
    """Answer True if one is True, False if all are False, None otherwise."""
    return no(every(*[no(value) for value in values]))


def is_(value, *wanted):
    """Whether a fact is one of these words or numbers."""
    return None if value is None else value in wanted


def at_least(value, least):
    """Whether a number or an instant is not below another."""
    return None if value is None or least is None else value >= least


def at_most(value, most):
    """Whether a number or an instant is not above another."""
    return None if value is None or most is None else value <= most


def agreed(answers):
    """The answer that all completions give; open where they differ."""
    return answers[0] if all(answer == answers[0] for answer in answers) else None


def implies(condition, then):
    """Whether `then` holds wherever `condition` does."""
    return some(no(condition), then)


def covers(bounds, need):
    """Whether a count between two bounds reaches another count between two bounds."""
    low, high = bounds
    least, most = need
    if low >= most:
        return True
    return False if high < least else None
