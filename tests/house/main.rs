//! What can be checked of how this house is kept.

/// How files begin, and how long they are.
mod files;
/// Who may depend on whom.
mod rooms;
