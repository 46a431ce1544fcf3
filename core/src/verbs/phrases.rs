//! The phrases of errors in requests: a closed list, so that each can be translated.

greenlight_json::phrases! {
    #[cfg(feature = "pages")]
    ALL:
    SAY_WHICH_INSTANT = "say-which-instant", "say which instant is judged: `as_of: 2024-02-12`";
    SAY_WHO = "say-who", "say who wants to do what: {example}";
    OF_A_SCENARIO = "of-a-scenario", "a scenario has it, a case has not: let `simulate` take this document";
    NO_RULEBOOK_OF = "no-rulebook-of", "there is no rulebook of {day}: the first is of {first}";
    CHOOSE_A_LATER_DAY = "choose-a-later-day", "choose a later day";
    OF_MICROSOFT_GRAPH = "of-microsoft-graph", "`{code}` is of `{enumeration}` of Microsoft Graph and does not concern hosted machines: {reason}";
    UNKNOWN_CODE = "unknown-code", "`{code}` is not known to this rulebook: no rule and no published code is called so";
    RULES_AND_CODES = "rules-and-codes", "`greenlight rules` lists the rules, docs/errors.md the codes that are published";
    RULES_LISTS = "rules-lists", "`greenlight rules` lists the rules";
    NO_OBJECTIVE = "no-objective", "`{text}` is no objective";
    TRACE_HOLDS_TEXT = "trace-holds-text", "a trace holds the scenario as it was written, and this one was not";
    SIMULATE_ITS_TEXT = "simulate-its-text", "simulate its text";
    NO_TRACE_OF_SHARDS = "no-trace-of-shards", "what was simulated in shards has no trace";
    WITHOUT_SHARDS = "without-shards", "simulate it without shards";
    GIVE_THE_CASE = "give-the-case", "give the case: {example}";
    NO_OBJECT_OF_TEXTS = "no-object-of-texts", "this is no object of texts";
    GIVE_NAMES = "give-names", "give what an earlier answer calls `names`";
    NO_CALL = "no-call", "there is no call `{id}`";
    CALLS_ARE_IN_REPORT = "calls-are-in-report", "the report of an import names the calls whose lists are not whole";
    HOLDS_THE_PERSON = "holds-the-person", "give the case that holds the person";
}
