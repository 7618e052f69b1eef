//! Pages as a reader uses them. Those tests that need a browser look for Chromium, and say so where there is none.

/// A headless browser.
mod browser;
/// A program for the pages.
mod program;
/// What is in a page without any script.
mod text;
/// What a reader can do.
mod walk;
