//! The privileges that a security role can hold on the tables of hosted machines, by table and operation.

/// The tables, in the order of their bits.
pub const TABLES: [&str; 5] = [
    "flow-machine",
    "flow-machine-group",
    "flow-machine-image",
    "flow-machine-network",
    "flow-capacity-assignment",
];
/// The operations on a table, in the order of their bits.
pub const OPERATIONS: [&str; 8] =
    ["create", "read", "write", "delete", "append", "append-to", "assign", "share"];
