//! The phrases that errors in overlays are told in: a closed list, so that each can be told in another language.

greenlight_json::phrases! {
    #[cfg(feature = "pages")]
    ALL:
    EMPTY_NAME = "empty-name", "the name is empty";
    WRITE_THE_NAME = "write-the-name", "write the name of the organisation or of the policy";
    WAIVED_TWICE = "waived-twice", "`{code}` is waived for {scope} twice: by waiver {first} as well";
    NO_LEVEL = "no-level", "`{level}` is not one of error, warning, note";
    WRITE_A_LEVEL = "write-a-level", "write `error`, `warning` or `note`";
    RELAXED_WITHOUT_REASON = "relaxed-without-reason", "`{code}` is relaxed from {own} to {level} without a reason";
    ADD_A_REASON = "add-a-reason", "add a `reason`";
    OWN_RESTRICTION = "own-restriction", "it is the organisation's own: what it allows is said under `allow`";
    RULES_LISTS_ALL = "rules-lists-all", "`greenlight rules` lists them all";
    EMPTY_REASON = "empty-reason", "the reason is empty";
    SAY_THE_REASON = "say-the-reason", "say it in words that somebody else will understand";
    ALLOWS_NOTHING = "allows-nothing", "an empty list allows nothing at all";
    NAME_WHAT_IS_ALLOWED = "name-what-is-allowed", "name what is allowed, or leave the list out";
    MICROSOFTS_TO_SAY = "microsofts-to-say", "`{name}` is Microsoft's to say, and no limit that can be made stricter";
    TO_BE_SET_ARE = "to-be-set-are", "to be set are {names}";
    A_LIST_OF_NAMES = "a-list-of-names", "a list of names";
    A_NUMBER = "a-number", "a number";
    A_TABLE = "a-table", "a table";
    STANDS_INSTEAD = "stands-instead", "{given} stands where {wanted} belongs";
    WRITE_A_LIST = "write-a-list", "write the names as a list: `[\"…\"]`";
    WRITE_A_WHOLE_NUMBER = "write-a-whole-number", "write a whole number";
    KEY_IN_QUOTES = "key-in-quotes", "`{name}` is a table here: a key with a point in it is written in quotes";
    WRITE_IN_QUOTES = "write-in-quotes", "write `\"{name}.…\" = …`";
    NO_VALUE = "no-value", "the rulebook has no value `{name}`";
    TOO_GREAT = "too-great", "{number} is more than {most}, the most that can be set";
    WRITE_A_SMALLER = "write-a-smaller", "write a smaller number";
    RELAXES_MICROSOFTS = "relaxes-microsofts", "`{name}` is {limit} by Microsoft's word, which {number} would relax";
    WRITE_IT_OR_LOWER = "write-it-or-lower", "write {limit} or a lower number";
    WRITE_IT_OR_HIGHER = "write-it-or-higher", "write {limit} or a higher number";
    NAMES_NOBODY = "names-nobody", "an empty list names nobody";
    NAME_ONE = "name-one", "name one, or leave the key out";
    BELONGS_ELSEWHERE = "belongs-elsewhere", "the rulebook knows no `{name}` that belongs here";
    SAYS_WHAT_IT_IS_FOR = "says-what-it-is-for", "a waiver that is not for the tenant says what it is for";
    LEAVE_IT_OUT = "leave-it-out", "leave it out; only `tenant = true` says something";
    WHOLE_AND_PART = "whole-and-part", "a waiver for the whole tenant cannot be for a part of it as well";
    LEAVE_TENANT_OUT = "leave-tenant-out", "leave `tenant` out, or everything that narrows it";
    FOR_WHICH_REQUESTS = "for-which-requests", "the waiver does not say which requests it is for";
    ADD_A_SCOPE = "add-a-scope", "add `environment`, `machine`, `image`, `network` or `person`, or `tenant = true`";
}
