//! What a page can ask for.

/// What a page can ask for behind a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// Nothing; that all is checked goes without saying.
    Check,
    Outputs,
    Timeline,
    Stepper,
    Quiz,
}

impl Show {
    const ALL: [(&str, Show); 5] = [
        ("check", Show::Check),
        ("outputs", Show::Outputs),
        ("timeline", Show::Timeline),
        ("stepper", Show::Stepper),
        ("quiz", Show::Quiz),
    ];

    /// What these words ask for.
    ///
    /// # Errors
    /// Nothing that there is; a sentence that says what there is.
    pub fn read(words: &str) -> Result<Show, String> {
        let found = Show::ALL.into_iter().find(|(name, _)| *name == words);
        found.map(|(_, show)| show).ok_or_else(|| {
            format!(
                "`<!-- schedules: {words} -->` asks for nothing that there is; write check, outputs, timeline, stepper or quiz"
            )
        })
    }

    pub fn name(self) -> &'static str {
        Show::ALL.into_iter().find(|(_, show)| *show == self).map_or("", |(name, _)| name)
    }
}
