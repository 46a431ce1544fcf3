//! The phrases of errors in facts and scenarios: a closed list, so that each can be translated.

greenlight_json::phrases! {
    #[cfg(feature = "pages")]
    ALL:
    // Names.
    DECLARE_IT = "declare-it", "declare it, even if nothing is known about it: {example}";
    NOT_KNOWN_AS = "not-known-as", "`{text}` is not known as {what}";
    MEAN_OR_DECLARE = "mean-or-declare", "did you mean `{near}`? Declare it, or write it in another way, if it is something else";
    // Changes.
    WHOLE_DOCUMENT = "whole-document", "the whole document is not one fact";
    CHANGE_A_FACT_IN_IT = "change-a-fact-in-it", "change a fact in it";
    NO_LIST = "no-list", "this is no list";
    SET_OR_FORGET_IT = "set-or-forget-it", "set it, or forget it";
    MUST_BE_THERE = "must-be-there", "`{key}` must be there";
    CHOOSE_ANOTHER_ONE = "choose-another-one", "choose another one";
    REQUEST_IS_FOR_ANOTHER = "request-is-for-another", "the request is not for `{key}`";
    CHANGE_WHAT_IT_NAMES = "change-what-it-names", "change what the request's own action names";
    SET_IT_WHOLE = "set-it-whole", "set it whole";
    // Requests and timelines.
    ONE_ACTION = "one-action", "a request holds one action, not both `{one}` and `{other}`";
    NEEDS_AN_ACTION = "needs-an-action", "a request needs an action, such as `create-machine`";
    BOUNDS_ASCEND = "bounds-ascend", "the bounds of `{field}` must ascend";
    ONE_DISTRIBUTION = "one-distribution", "one of `fixed`, `uniform` and `triangular` must be given, not several";
    A_DISTRIBUTION = "a-distribution", "one of `fixed`, `uniform` and `triangular` must be given";
    ARRAY_OF = "array-of", "an array of length {length}";
    INVALID_LENGTH = "invalid-length", "invalid length {found}, expected an array of length {length}";
    NOBODY_ACTS = "nobody-acts", "nobody acts in `{word}`";
    ENTRY_NEEDS_SOMETHING = "entry-needs-something", "an entry needs something that happens, such as `create-machine`";
    ENTRY_HOLDS_ONE = "entry-holds-one", "an entry holds one thing that happens; `{word}` is a second one";
    OUTSIDE_THE_SCENARIO = "outside-the-scenario", "`{written}` is {at}, but the scenario lasts from {start} to {end}";
    CHOOSE_A_TIME_INSIDE = "choose-a-time-inside", "choose a time inside, or change `as_of` or `horizon`";
    CHANGE_IS_OF_FACTS = "change-is-of-facts", "a change is an object of facts";
    WRITE_THE_FACTS = "write-the-facts", "write the facts that change: {example}";
    NOT_A_FACT_THAT_CHANGES = "not-a-fact-that-changes", "`{key}` is not a fact that can change";
    MACHINES_CHANGE_BY_THEMSELVES = "machines-change-by-themselves", "machines change by what happens to them";
    CHANGE_SUCH_FACTS = "change-such-facts", "change facts such as `environments` or `people`";
    NO_SUCH_MACHINE = "no-such-machine", "no machine `{name}` is there or is created";
    NAME_A_MACHINE = "name-a-machine", "name a machine under `machines`, or one that the timeline creates";
    OVER_BEFORE_IT_BEGINS = "over-before-it-begins", "it is over before it begins";
    CHOOSE_A_LATER_TIME = "choose-a-later-time", "choose a later time";
    STRIKES_IN_ITS_PHASE = "strikes-in-its-phase", "`{code}` strikes in phase `{phase}` and in no other";
    LEAVE_PHASE_OUT = "leave-phase-out", "leave `phase` out";
    PROVISIONS_NOTHING = "provisions-nothing", "nothing is provisioned in phase `{phase}`";
    CHOOSE_A_PHASE = "choose-a-phase", "choose a phase from `checks` to `registration`";
    NOT_BETWEEN = "not-between", "{number} is not between {least} and {most}";
    CHOOSE_BETWEEN_THEM = "choose-between-them", "choose a number between them";
    // Limits of simulations.
    MORE_THAN_LIMIT = "more-than-limit", "the simulation would have more than {limit} {what}";
    SIMULATE_LESS = "simulate-less", "simulate less, or raise {limit}";
    EVENTS = "events", "events";
    EVENTS_AT_ONE_INSTANT = "events-at-one-instant", "events at one instant";
    SIMULATED_MACHINES = "simulated-machines", "machines";
    // Contradictions.
    CORRECT_ONE = "correct-one", "correct it or `{other}`, or leave out the one that is not certain";
    MEMBER_OF_BOTH = "member-of-both", "`{name}` is a member of both `{first}` and `{second}`";
    NO_MEMBER = "no-member", "`{name}` is none of the members of `{group}`";
    COUNTED_FEWER = "counted-fewer", "there are {number} by the count, and {least} under `{collection}`";
    COUNTED_MORE = "counted-more", "there are {number} by the count, and the list under `{collection}` is whole with {most}";
    HEALTH_AND_ERROR = "health-and-error", "the health check is `{health}`, and the error of it `{error}`";
    NO_RUN_WAITS = "no-run-waits", "no run waits, and the oldest has waited {minutes} minutes";
    TWO_NAMES_OF_CAPACITY = "two-names-of-capacity", "`hosted_process` is the later name of `hosted_rpa_addons`: both are given";
    LEAVE_ONE_NAME_OUT = "leave-one-name-out", "leave one of the two out; add-ons that were converted are units of Hosted Process";
    BUILD_OF_ANOTHER_SYSTEM = "build-of-another-system", "{build} is a build of {other}, and never was one of {family}";
    BUILD_OF_ANOTHER_VERSION = "build-of-another-version", "version {version} of {family} is build {of}, and never was {build}";
    SESSION_AND_USER = "session-and-user", "the session on `{machine}` is `{session}`, and its user `{user}`";
    BEFORE_IT_WAS_THERE = "before-it-was-there", "`{name}` is {at}, before `{first}`, {made}";
    AFTER_THE_INSTANT = "after-the-instant", "`{name}` is {at}, and the case is judged as of {now}: what has not happened is no fact";
}
