//! What of a program somebody wants to show in a page.

use std::str::FromStr;

use maud::{Markup, PreEscaped, html};
use quiz::Question;
use stepper::outputs;

use crate::form::form;
use crate::study::Study;

/// What of a program somebody wants to show in a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What it can print.
    Outputs,
    /// What happens in a run.
    Timeline,
    /// Its code, in which a reader decides who goes next.
    Stepper,
    /// Questions about it.
    Quiz,
}

impl Part {
    pub const ALL: [Part; 4] = [Part::Outputs, Part::Timeline, Part::Stepper, Part::Quiz];

    /// As authors write it.
    pub fn name(self) -> &'static str {
        match self {
            Part::Outputs => "outputs",
            Part::Timeline => "timeline",
            Part::Stepper => "stepper",
            Part::Quiz => "quiz",
        }
    }
}

impl FromStr for Part {
    type Err = ();

    fn from_str(name: &str) -> Result<Part, ()> {
        Part::ALL.into_iter().find(|part| part.name() == name).ok_or(())
    }
}

impl Study {
    /// Parts of it, one below the other; questions lead into the stepper if that is one of them.
    pub fn parts(&self, parts: &[Part], questions: &[Question]) -> Markup {
        let figure = self.figure();
        let ways = parts.contains(&Part::Stepper).then(|| figure.ways());
        html! {
            @for part in parts {
                @match part {
                    Part::Outputs => (outputs(&self.runs.graph)),
                    Part::Timeline => figure { (PreEscaped(&self.timeline)) },
                    Part::Stepper => (figure.markup()),
                    Part::Quiz => { @for question in questions { (form(question, ways.as_ref())) } },
                }
            }
        }
    }
}
