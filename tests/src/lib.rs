//! One corpus of cases through every door, byte for byte.
