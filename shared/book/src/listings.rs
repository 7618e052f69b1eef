//! What there is to say of every listing.

use std::collections::{HashMap, HashSet};
use std::thread;

use anstream::adapter::strip_str;
use answers::Limits;
use catalogue::{Id, Listing};
use commands::explored::{self, Explored};
use pages::{Runs, Study, Subject, complaints};
use quiz::Program;
use runner::{Builds, side_by_side};
use terminal::{Failure, Workspace};
use worlds::Explorable;

use crate::listing::{Found, Known};

/// What is found out about all listings. They are built in one call, and asked side by side.
///
/// # Errors
/// Something can't be built or asked for a reason that lies in no listing.
pub fn found(workspace: &Workspace) -> Result<HashMap<Id, Found>, Failure> {
    let listings = workspace.catalogue.listings();
    let explored: Vec<Explored> = listings.iter().map(Explored::listing).collect();
    let built = explored::compile(workspace, &explored)?.explorables;
    let judged = judged(workspace, listings)?;
    let all: Vec<_> = listings.iter().zip(built).collect();
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let all = side_by_side(&all, workers, |(listing, built)| {
        let found = of(workspace, listing, built, &judged).map_err(|why| why.to_string());
        (!workspace.stop.is_asked()).then(|| found.map(|found| (listing.id.clone(), found)))
    });
    Ok(all.into_iter().collect::<Result<_, String>>()?)
}

/// What rustc says of the listings of which that is a question: those that it refuses, and those that put them right.
fn judged(workspace: &Workspace, listings: &[Listing]) -> Result<Builds, Failure> {
    let mended: HashSet<&Id> = listings.iter().filter_map(|listing| listing.mended.as_ref()).collect();
    let is_asked = |listing: &&Listing| listing.promise.ends.is_refused() || mended.contains(&listing.id);
    let asked: Vec<&Listing> = listings.iter().filter(is_asked).collect();
    let (cargo, stop) = (&workspace.cargo, &workspace.stop);
    Ok(workspace.ticker.building(|words| cargo.build(&asked, words, stop))?)
}

fn of(
    workspace: &Workspace,
    listing: &Listing,
    built: &Result<Explorable, String>,
    judged: &Builds,
) -> Result<Found, Failure> {
    let explored = Explored::listing(listing);
    let known = match built {
        Ok(explorable) => match Runs::ask(workspace, &explored, explorable, Limits::default())? {
            Ok(runs) => Known::Runs(Box::new(Study::new(listing.id.to_string(), &explored, runs))),
            Err(why) => Known::Refused(why),
        },
        Err(message) => {
            let message = strip_str(message).to_string();
            let meant = explored.refused().and_then(|why| message.strip_suffix(why));
            Known::Refused(meant.map_or(message.as_str(), str::trim_end).to_owned())
        }
    };
    // Who only sees the text can't know what it is started with.
    let explorable = built.as_ref().ok().filter(|_| listing.args.is_empty()).cloned();
    let subject = Subject::of(workspace, explored, explorable)?.with_complaints(complaints(judged, listing));
    Ok(Found { known, source: subject.source().to_owned(), questions: subject.questions() })
}
