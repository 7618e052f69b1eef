//! What small async programs can print, each beside a twin that differs in what matters.
//!
//! - `listings`: the programs of the book's chapter on async.
//! - `tasks`: what becomes of a task.
//! - `hangs`: what a reader is told of a program that waits for ever.
//! - `events`: what is told of a run.
//! - `time`: when sleeps, intervals and timeouts end.
//! - `streams`: streams that depend on the clock.
//! - `locks`: tokio's locks and channels.
//! - `pages`: the network.
//! - `reductions`: a search that leaves things out finds what the plain one finds.

mod events;
mod hangs;
mod listings;
mod locks;
mod pages;
mod reductions;
mod streams;
mod support;
mod tasks;
mod time;
