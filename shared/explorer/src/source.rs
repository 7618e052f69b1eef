//! The file of the program.

/// The file of the program.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// Its path, as the compiler calls it.
    pub path: &'static str,
    pub text: &'static str,
}
