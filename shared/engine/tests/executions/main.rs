//! What one execution does, without any model and without any search.

/// What is left to chance, what tasks keep, and what is found out.
mod keeping;
/// Panics, spinning, and what has to wait.
mod mishaps;
/// What makes a state.
mod states;
mod support;
/// Who goes on when, and how an execution ends.
mod tasks;
/// The clock.
mod time;
