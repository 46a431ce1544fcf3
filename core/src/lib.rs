//! Whether a Power Automate hosted machine can be created and used, why not, what to change, and what would happen over time.

pub mod verbs;
