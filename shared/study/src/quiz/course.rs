//! Which questions come after one another.

use std::collections::HashSet;

use catalogue::{Id, Listing};
use fastrand::Rng;
use quiz::{Kind, Question};
use terminal::{Failure, Workspace};

use pages::Subject;

/// A question, with the program that it is about.
pub type Asked<'a> = (Question, Subject<'a>);

/// Questions about some listings, none of them twice; all listings and kinds of question have their turn. It ends when there are
/// no more.
pub struct Course<'a> {
    workspace: &'a Workspace,
    /// What can be asked about whom.
    topics: Vec<(&'a Listing, Kind)>,
    /// Those of them that are yet to be tried.
    left: Vec<(&'a Listing, Kind)>,
    /// Whether any was found since all were tried the last time.
    is_fruitful: bool,
    asked: HashSet<String>,
    chance: Rng,
}

impl<'a> Course<'a> {
    pub fn new(workspace: &'a Workspace, listings: Vec<&'a Listing>, seed: u64) -> Course<'a> {
        let mended: HashSet<&Id> = listings.iter().filter_map(|listing| listing.mended.as_ref()).collect();
        let topics = |listing: &'a Listing| {
            let is_refused = listing.promise.ends.is_refused();
            // Who only sees the text can't know what it is started with.
            let is_told = !is_refused && listing.args.is_empty();
            // Whether it compiles is a question where another one, like it, does not.
            let is_likely = is_refused || mended.contains(&listing.id);
            let kinds = Kind::ALL.into_iter().filter(move |kind| match kind {
                Kind::Compiles => is_likely,
                Kind::CanPrint | Kind::NextLine | Kind::Ends => is_told,
            });
            kinds.map(move |kind| (listing, kind))
        };
        let topics: Vec<_> = listings.into_iter().flat_map(topics).collect();
        let (asked, chance) = (HashSet::new(), Rng::with_seed(seed));
        Course { workspace, topics, left: Vec::new(), is_fruitful: true, asked, chance }
    }
}

impl<'a> Iterator for Course<'a> {
    type Item = Result<Asked<'a>, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.workspace.stop.is_asked() {
                return None;
            }
            let Some((listing, kind)) = self.left.pop() else {
                if !std::mem::take(&mut self.is_fruitful) {
                    return None;
                }
                self.left.clone_from(&self.topics);
                self.chance.shuffle(&mut self.left);
                continue;
            };
            let subject = match Subject::new(self.workspace, listing) {
                Ok(subject) => subject,
                Err(_) if self.workspace.stop.is_asked() => return None,
                Err(failure) => return Some(Err(failure)),
            };
            // What one question draws is no other's concern, so that a listing that is changed changes its own questions.
            let mut chance = self.chance.fork();
            let question = kind.ask(&subject, &mut chance);
            if let Some(question) = question.filter(|question| self.asked.insert(question.id.clone())) {
                self.is_fruitful = true;
                return Some(Ok((question, subject)));
            }
        }
    }
}
