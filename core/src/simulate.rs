//! Simulated time: the world around the machines.

pub mod quantile;
pub mod random;
pub mod wheel;
