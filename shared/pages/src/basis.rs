//! What an answer rests on.

use maud::{Markup, html};

use crate::{Runs, inline};

/// What an answer does not cover, and what has to be so for it to be true.
pub fn basis(runs: &Runs) -> Markup {
    let rests_on = &runs.telling.drawn.outcome.rests_on;
    html! {
        @if let Some(late) = &runs.late {
            p {
                "That is with every wake-up in time. If some come late, as on a busy machine, there are "
                @if late.more || !late.exhaustive { "at least " } (late.count) "."
            }
        }
        @if !rests_on.is_empty() {
            p { "It rests on this:" }
            ul { @for sentence in rests_on { li { (inline(sentence)) } } }
        }
    }
}
