//! What a custom image and its gallery must be like.

pub(super) mod generation;
