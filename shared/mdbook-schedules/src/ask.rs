//! Asks the explorer for what pages want to show.

use answers::Limits;
use judge::{Source, explorables};
use pages::{Runs, Study, Subject};
use quiz::Question;
use terminal::{Failure, Workspace};

/// So long one question is thought about, in seconds; what was found until then is shown.
const SECONDS: f64 = 10.0;

/// What there is to say of a program.
pub struct Answer {
    pub study: Study,
    pub questions: Vec<Question>,
}

/// What there is to say of programs, in their order; a sentence where the explorer does not follow one.
///
/// # Errors
/// Nothing can be built or asked at all, or the user has stopped it.
pub fn ask(workspace: &Workspace, sources: &[&Source]) -> Result<Vec<Result<Answer, String>>, Failure> {
    let limits = Limits { seconds: Some(SECONDS), ..Limits::default() };
    let mut answers = Vec::new();
    for built in explorables(workspace, sources)? {
        let (explored, explorable) = match built {
            Ok(built) => built,
            Err(why) => {
                answers.push(Err(why));
                continue;
            }
        };
        let study = Runs::ask(workspace, &explored, &explorable, limits)?
            .map(|runs| Study::new(String::new(), &explored, runs));
        let subject = Subject::of(workspace, explored, Some(explorable))?;
        answers.push(study.map(|study| Answer { study, questions: subject.questions() }));
        if workspace.stop.is_asked() {
            return Err("stopped".into());
        }
    }
    Ok(answers)
}
