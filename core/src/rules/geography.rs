//! Where hosted machines are offered, and where their images and networks must lie.

pub(super) mod geography_is_offered;
