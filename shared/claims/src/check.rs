//! Finding out whether a claim is true: what is looked at, and what follows from it.

use crate::evidence::{Evidence, Missing, Needs};
use crate::finding::Finding;
use crate::lab::Lab;

/// Finds out whether a claim is true, and shows that it could have found otherwise.
pub trait Check: Send + Sync {
    /// What has to be built or measured for it.
    fn needs(&self) -> Needs;
    /// What comes out.
    fn run(&self, lab: &Lab) -> Result<Finding, Missing>;
    /// What has to be built or measured for the twin.
    fn needs_of_twin(&self) -> Needs;
    /// What comes out of the same check when the programs are changed so that the claim isn't true of them.
    fn run_twin(&self, lab: &Lab) -> Result<Finding, Missing>;
}

/// Looks at `evidence` and judges what is found. The verdict on `twin`, the same kind of evidence from programs that were
/// changed a little, must be another.
pub fn check<E: Evidence + 'static>(evidence: E, twin: E, judge: fn(E::Found) -> Finding) -> Box<dyn Check> {
    Box::new(Judged { evidence, twin, judge })
}

struct Judged<E: Evidence> {
    evidence: E,
    twin: E,
    judge: fn(E::Found) -> Finding,
}

impl<E: Evidence> Check for Judged<E> {
    fn needs(&self) -> Needs {
        let mut needs = Needs::default();
        self.evidence.add_to(&mut needs);
        needs
    }

    fn run(&self, lab: &Lab) -> Result<Finding, Missing> {
        Ok((self.judge)(self.evidence.find(lab)?))
    }

    fn needs_of_twin(&self) -> Needs {
        let mut needs = Needs::default();
        self.twin.add_to(&mut needs);
        needs
    }

    fn run_twin(&self, lab: &Lab) -> Result<Finding, Missing> {
        Ok((self.judge)(self.twin.find(lab)?))
    }
}
