//! What can be checked of how this house is kept.

/// How files begin, and how long they are.
mod files;
/// Which modules of a crate use which.
mod layers;
/// Who may depend on whom.
mod rooms;
