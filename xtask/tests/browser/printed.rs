//! What the book prints below some of its listings.

/// Of 16-02; only a machine that is busy at the very start does that.
pub fn joined() -> String {
    let (main, spawned) = ("main", "spawned");
    let first = [(main, 1), (main, 2), (spawned, 1), (main, 3), (spawned, 2), (main, 4), (spawned, 3)];
    let rest = (4..10).map(|number| (spawned, number));
    let line = |(who, number)| format!("hi number {number} from the {who} thread!\n");
    first.into_iter().chain(rest).map(line).collect()
}

/// Of 16-01.
pub fn cut() -> String {
    let both = (1..=4).flat_map(|number| ["main", "spawned"].map(|who| (who, number)));
    let line = |(who, number)| format!("hi number {number} from the {who} thread!\n");
    both.chain([("spawned", 5)]).map(line).collect()
}

/// Words that came out of a channel, in the book's manner.
pub fn received(words: &[&str]) -> String {
    words.iter().map(|word| format!("received '{word}'\n")).collect()
}
