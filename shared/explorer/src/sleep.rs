//! What need not be explored (sleep sets, after Godefroid).

use engine::{Choice, Footprint};

/// Moves that need not be explored from here, as what they lead to is explored from elsewhere, and what each touches.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sleep {
    moves: Vec<(Choice, Footprint)>,
}

impl Sleep {
    pub fn contains(&self, choice: Choice) -> bool {
        self.choices().any(|slept| slept == choice)
    }

    pub fn choices(&self) -> impl Iterator<Item = Choice> {
        self.moves.iter().map(|(choice, _)| *choice)
    }

    /// How much memory it takes, about.
    pub fn bytes(&self) -> usize {
        self.moves.iter().map(|(_, footprint)| size_of::<(Choice, Footprint)>() + footprint.bytes()).sum()
    }

    pub fn add(&mut self, choice: Choice, footprint: Footprint) {
        self.moves.reserve_exact(1);
        self.moves.push((choice, footprint));
    }

    /// Keeps only some of them asleep.
    pub fn retain(&mut self, keeps: impl Fn(Choice) -> bool) {
        self.moves.retain(|(choice, _)| keeps(*choice));
    }

    /// Wakes those that do not commute with a step, and says which.
    pub fn wake(&mut self, step: &Footprint) -> Vec<Choice> {
        let wakes = |(_, footprint): &mut (_, Footprint)| !footprint.commutes_with(step);
        self.moves.extract_if(.., wakes).map(|(choice, _)| choice).collect()
    }
}
