//! What a child process measures.

use serde::{Deserialize, Serialize};

use crate::asleep;
use crate::child;
use crate::effort::Effort;
use crate::kind::Kind;
use crate::start_end;
use crate::subject::Method;
use crate::subjects;

/// One measurement. The answer is a JSON document.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Request {
    /// Rounds of a pair; [`Rounds`](crate::rounds::Rounds).
    Rounds { id: String, quick: bool },
    /// So many that sleep; [`Asleep`](asleep::Asleep).
    Asleep { kind: Kind, count: usize },
    /// Starting so many and waiting for their end; nanoseconds in all.
    StartEnd { kind: Kind, count: usize },
}

impl Request {
    pub fn answer(&self) -> Result<String, String> {
        child::be_mortal();
        match self {
            Request::Rounds { id, quick } => {
                let subject = subjects::find(id).ok_or_else(|| format!("no pair {id}"))?;
                let Method::InTurn(measure) = subject.method else {
                    return Err(format!("{id} is not measured in turn"));
                };
                let effort = if *quick { Effort::QUICK } else { Effort::FULL };
                json(measure(&effort))
            }
            Request::Asleep { kind, count } => json(asleep::measure(*kind, *count)),
            Request::StartEnd { kind, count } => json(start_end::of_so_many(*kind, *count)),
        }
    }
}

fn json(answer: std::io::Result<impl Serialize>) -> Result<String, String> {
    let answer = answer.map_err(|error| error.to_string())?;
    serde_json::to_string(&answer).map_err(|error| error.to_string())
}
