//! The phrases of errors in queries about roles and values: a closed list, so that each can be translated.

greenlight_json::phrases! {
    #[cfg(feature = "pages")]
    ALL:
    NOTHING_SPEAKS_OF = "nothing-speaks-of", "nothing in the rulebook is called or speaks of `{text}`";
    RULEBOOK_LISTS = "rulebook-lists", "`greenlight rulebook` lists everything";
    NO_DEED = "no-deed", "nothing that can be done is called `{words}`";
    ROLES_LISTS = "roles-lists", "`greenlight roles` lists what can be asked";
    IN_WHICH_ENVIRONMENT = "in-which-environment", "say in which environment: roles are given in each";
    DECLARE_UNDER = "declare-under", "declare it under `{collection}` of the case";
}
