//! Reports with made-up figures, as people and programs see them.

/// Reports to look at.
mod made_up;
/// As a drawing.
mod plots;
/// As JSON and as a table.
mod texts;
