//! The engine in Node.

mod shared;
