//! The phrases that errors of simulations are told in: a closed list, so that each can be told in another language.

greenlight_json::phrases! {
    #[cfg(feature = "pages")]
    ALL:
    // Objectives.
    WRITE_A_FIGURE = "write-a-figure", "write a figure and its bound, such as `share(ready within 90m) >= 95%`, `p90 < 45m`, `ready >= 5` or `failed = 0`";
    WRITE_THE_SHARE = "write-the-share", "write the share of the replicates as in `… in 90% of replicates`";
    WRITE_HOW_LONG = "write-how-long", "write how long may pass, as in `share(ready within 90m) >= 95%`";
    NO_FIGURE = "no-figure", "`{name}` is no figure; known here: share(ready within …), p50, p90, p99, {names}";
    WRITE_A_COUNT = "write-a-count", "write a count such as `5`";
    WRITE_A_TIME = "write-a-time", "write a length of time such as `45m` or `1h30m`";
    WRITE_A_SHARE = "write-a-share", "write a share such as `95%`";
    WANTS_LESS = "wants-less", "compare it by `{at}` or `{beyond}`: an objective that wants less is the easier the later machines are ready";
    WANTS_MORE = "wants-more", "compare it by `{at}` or `{beyond}`: an objective that wants more is the easier the later machines are ready";
    // Time.
    SAY_WHEN_IT_BEGINS = "say-when-it-begins", "say when simulated time begins: `as_of: 2024-02-12T09:00:00Z`";
    ENDS_TOO_LATE = "ends-too-late", "simulated time would end after the year 9999";
    EARLIER_OR_SHORTER = "earlier-or-shorter", "choose an earlier `as_of` or a shorter `horizon`";
    // Traces.
    NO_HEADER = "no-header", "the first line of the trace does not say its `{field}`";
    GIVE_THE_WHOLE_TRACE = "give-the-whole-trace", "give the whole trace as `simulate` told it, the first line included";
    // Shards.
    NO_SUCH_SHARD = "no-such-shard", "there is no shard {number} of {shards}";
    COUNT_FROM_ONE = "count-from-one", "count shards from 1, to at most {most}";
    STOPPED_EARLY = "stopped-early", "shard {number} was stopped before its end";
    SIMULATE_IT_AGAIN = "simulate-it-again", "simulate this shard again";
    OF_ANOTHER_VERSION = "of-another-version", "this shard is of version {found}, not {version}";
    SIMULATE_WITH_THIS_ENGINE = "simulate-with-this-engine", "simulate all shards with this engine";
    SHARD_IS_OF = "shard-is-of", "this shard is of {difference}";
    MERGE_ONE_SIMULATION = "merge-one-simulation", "merge the shards of one simulation";
    ANOTHER_ONE = "another-one", "another {what}: {there} instead of {here}";
    AN_UNKNOWN_ONE = "an-unknown-one", "an unknown one";
    ENGINE = "engine", "engine";
    BUILD_OF_THIS_ENGINE = "build-of-this-engine", "build of this engine";
    RULEBOOK = "rulebook", "rulebook";
    SEED = "seed", "seed";
    NUMBER_OF_REPLICATES = "number-of-replicates", "number of replicates";
    NUMBER_OF_SHARDS = "number-of-shards", "number of shards";
    ANOTHER_SCENARIO = "another-scenario", "another scenario";
    ANOTHER_OVERLAY = "another-overlay", "another overlay";
    NOT_WHAT_IT_HOLDS = "not-what-it-holds", "this is not what shard {number} of {shards} holds";
    GIVEN_TWICE = "given-twice", "shard {number} is given twice";
    GIVE_EACH_ONCE = "give-each-once", "give each shard once";
    SHARDS_MISSING = "shards-missing", "shard {shards} is missing", "shards {shards} are missing";
    AND_MORE = "and-more", "{shards} and {more} more";
    SIMULATE_AND_MERGE = "simulate-and-merge", "simulate what is missing, and merge all shards";
    OVERLAY_SAYS_NOTHING = "overlay-says-nothing", "the overlay says nothing of this";
    COUNTS_NO_SUCH = "counts-no-such", "`{what}` is nothing that this engine counts";
    AS_IT_WROTE_THEM = "as-it-wrote-them", "give shards as `simulate --shard` wrote them";
}
