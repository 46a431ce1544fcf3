//! Simulated time: the world around the machines.

pub mod percentile;
pub mod quantile;
pub mod random;
pub mod stock;
pub mod wheel;
