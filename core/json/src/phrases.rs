//! The phrases that errors of documents are told in: a closed list, so that each has a name in a catalogue and can be told in another language.

/// Declares phrases: each with its name in a catalogue and what it says, where it counts of one, of more and of none; then the list of all.
#[macro_export]
macro_rules! phrases {
    ($(#[$of_all:meta])* ALL: $($name:ident = $id:literal $(, $form:literal)+;)+) => {
        $(pub(crate) const $name: $crate::Phrase = $crate::Phrase::new(concat!($id $(, "\n", $form)+));)+

        /// All of them.
        $(#[$of_all])*
        pub const ALL: &[$crate::Phrase] = &[$($name),+];
    };
}

/// Declares words that are always the same, and are their own name in a catalogue; then the list of all.
#[macro_export]
macro_rules! fixed_words {
    ($(#[$of_all:meta])* ALL: $($name:ident = $words:expr;)+) => {
        $(pub(crate) const $name: &str = $words;)+

        /// All of them.
        $(#[$of_all])*
        pub const ALL: &[&str] = &[$($name),+];
    };
}

phrases! {
    ALL:
    STANDS_WHERE = "stands-where", "{found} stands where {expected} belongs";
    WRITE = "write", "write {expected}";
    IS_NOT = "is-not", "{found} is not {expected}";
    IS_NOT_ONE_OF = "is-not-one-of", "{found} is not one of {words}";
    ONE_OF = "one-of", "one of {words}";
    CHOOSE_ONE_OF_THESE = "choose-one-of-these", "choose one of these";
    NOTHING = "nothing-there", "nothing";
    A_LIST = "a-list", "a list";
    AN_OBJECT = "an-object", "an object";
    NO_FIELD_HERE = "no-field-here", "there is no field {name} here";
    FIELD_IS_MISSING = "field-is-missing", "the field `{name}` is missing";
    ADD_IT = "add-it", "add `{name}`";
    STANDS_HERE_TWICE = "stands-here-twice", "`{name}` stands here twice";
    DUPLICATE_KEY = "duplicate-key", "duplicate key `{name}`";
    KEEP_ONE_OF_THE_TWO = "keep-one-of-the-two", "keep one of the two";
    SEE_THE_SCHEMA = "see-the-schema", "see the JSON Schema of the document";
    NUMBER_TOO_LARGE = "number-too-large", "this number is too large";
    DID_YOU_MEAN_IT = "did-you-mean-it", "did you mean `{name}`?";
    KNOWN_HERE = "known-here", "known here: {names}";
    NOTHING_CAN_BE_NAMED = "nothing-can-be-named", "nothing can be named here";
    NEST_LESS = "nest-less", "nest lists and objects less deeply";
    ONE_JSON_VALUE = "one-json-value", "the text must be one JSON value";
    TEXT_TOO_LONG = "text-too-long", "the text has {bytes} bytes, more than the {most} that are read";
    SPLIT_IT = "split-it", "split it into several documents";
}

/// What is expected in a place, and what is wrong with a text that is not JSON.
pub(crate) mod fixed {
    fixed_words! {
        ALL:
        TEXT = "a text";
        LIST = "a list";
        POINTER = "a JSON Pointer such as `/images/finance/generation`";
        TRUTH = "true or false";
        UP_TO_255 = "a whole number from 0 to 255";
        UP_TO_U32 = "a whole number from 0 to 4294967295";
        WHOLE_NUMBER = "a whole number of 0 or more";
        TOO_DEEP = "the text is nested deeper than 127 levels";
        EOF_VALUE = "EOF while parsing a value";
        EOF_LIST = "EOF while parsing a list";
        EOF_OBJECT = "EOF while parsing an object";
        EOF_TEXT = "EOF while parsing a string";
        EXPECTED_VALUE = "expected value";
        EXPECTED_IDENT = "expected ident";
        EXPECTED_COLON = "expected `:`";
        EXPECTED_ITEM = "expected `,` or `]`";
        EXPECTED_FIELD = "expected `,` or `}`";
        TRAILING_COMMA = "trailing comma";
        TRAILING_CHARACTERS = "trailing characters";
        KEY_IS_TEXT = "key must be a string";
        INVALID_NUMBER = "invalid number";
        INVALID_ESCAPE = "invalid escape";
        UNEXPECTED_END_OF_ESCAPE = "unexpected end of hex escape";
        LONE_SURROGATE = "lone leading surrogate in hex escape";
        CONTROL_CHARACTER = "control character (\\u0000-\\u001F) found while parsing a string";
    }
}
