//! The phrases of the errors that any layer can return: a closed list, so that each can be translated.

greenlight_json::phrases! {
    #[cfg(feature = "pages")]
    ALL:
    TEN_LEVELS = "ten-levels", "no document of ours nests deeper than ten levels";
    NO_REQUEST = "no-request", "there is no request";
    NOT_UNDER = "not-under", "there is no `{name}` under `{collection}`";
    KEEP_ONE_OF_BOTH = "keep-one-of-both", "keep one of the two";
    SUCH_AS = "such-as", "{what} such as `{example}`";
    SAY_WHO_WANTS_WHAT = "say-who-wants-what", "say who wants to do what";
    BEFORE_ALL_RULEBOOKS = "before-all-rulebooks", "nothing is known about {now}: the first rulebook begins on {first}";
    ON_OR_AFTER_THAT_DAY = "on-or-after-that-day", "choose an instant on or after that day";
    NO_RULE = "no-rule", "there is no rule `{code}`";
}
