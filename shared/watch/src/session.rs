//! From the first look at a program until the user has seen enough.

use std::io::{self, IsTerminal};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use answers::Outcome;
use commands::timeline;
use commands::watch::Arguments;
use notify::RecommendedWatcher;
use terminal::output::{complain, note, say, warn};
use terminal::style::{DIM, paint};
use terminal::{Failure, INTERRUPTED, Workspace};

use crate::files::{Contents, Files};
use crate::job::Job;
use crate::keys::{Keys, Typed};
use crate::news::news;
use crate::real_run;
use crate::round::Round;
use crate::way_out::is_stdout_closed;

/// How often it is looked whether somebody wants to stop.
const TICK: Duration = Duration::from_millis(50);
/// An editor that writes in two steps does so within this time.
const CALM: Duration = Duration::from_millis(40);
/// A file that is not there, or empty, is so for long only if that is meant.
const LACKING: Duration = Duration::from_millis(500);
/// How often the files are looked at, should no save be noticed: not every file system tells of them.
const LOOK: Duration = Duration::from_secs(1);
/// What the keys do.
const KEYS: &str = "t timeline   e explain a run   q quit";

/// What happens meanwhile.
enum Event {
    Touched,
    Typed(Typed),
    /// The job of this number has come to its end.
    Done(u64, Done),
}

/// What a job has found.
enum Done {
    Looked(Result<Box<Round>, String>),
    Told(Result<String, String>),
}

struct Session<'a> {
    workspace: &'a Workspace,
    arguments: &'a Arguments,
    files: Files,
    watcher: RecommendedWatcher,
    sender: Sender<Event>,
    events: Receiver<Event>,
    has_keys: bool,
    /// What is looked at, or was shown.
    contents: Contents,
    looked_at: Instant,
    /// What is shown, if it compiles.
    round: Option<Arc<Round>>,
    /// What was shown when it compiled last.
    before: Option<Outcome>,
    /// Which output is drawn next, from 1.
    next: usize,
    job: Option<Job>,
    jobs: u64,
}

/// Shows a program's outputs now and whenever it is saved, until the user has seen enough.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let files = Files::of(&arguments.find(workspace)?, arguments.stdin());
    let (sender, events) = channel();
    let touched = sender.clone();
    // Who has stopped listening needs not be told.
    let watcher = files.watched(move || drop(touched.send(Event::Touched)))?;
    let typed = sender.clone();
    let keys = Keys::listen(move |what| drop(typed.send(Event::Typed(what))));
    let mut session = Session {
        workspace,
        arguments,
        contents: files.read(),
        files,
        watcher,
        sender,
        events,
        has_keys: keys.is_some(),
        looked_at: Instant::now(),
        round: None,
        before: None,
        next: 1,
        job: None,
        jobs: 0,
    };
    session.look();
    session.listen()
}

impl Session<'_> {
    fn listen(mut self) -> Result<ExitCode, Failure> {
        loop {
            if self.workspace.stop.is_asked() {
                return Ok(ExitCode::from(INTERRUPTED));
            }
            if is_stdout_closed() {
                return Ok(ExitCode::SUCCESS);
            }
            match self.events.recv_timeout(TICK) {
                Ok(Event::Touched) => self.saved()?,
                Ok(Event::Typed(Typed::End | Typed::Key('q' | 'Q' | '\u{4}'))) => {
                    return Ok(ExitCode::SUCCESS);
                }
                Ok(Event::Typed(Typed::Key(key))) if self.has_keys => self.press(key),
                Ok(Event::Typed(_)) => {}
                Ok(Event::Done(number, done)) if number == self.jobs => self.done(done)?,
                // It was stopped.
                Ok(Event::Done(..)) => {}
                Err(_) if self.looked_at.elapsed() > LOOK => self.saved()?,
                Err(_) => {}
            }
        }
    }

    /// Something was saved, it seems: what, is seen when nothing is written any more.
    fn saved(&mut self) -> Result<(), Failure> {
        let contents = self.settled();
        if contents == self.contents {
            return Ok(());
        }
        let is_same = contents.is_same_text(&self.contents);
        let was_gone = std::mem::replace(&mut self.contents, contents).is_gone;
        if self.contents.is_gone {
            self.job = None;
            self.jobs += 1;
            if !was_gone {
                note(&format!("{} is gone; it is explored again when it is back", self.arguments.program));
            }
        } else if !is_same {
            self.look();
        } else if self.round.is_some() && self.job.is_none() {
            say("saved as it was: nothing changed")?;
        }
        Ok(())
    }

    /// What is in the files once nobody is in the middle of writing them.
    fn settled(&mut self) -> Contents {
        let since = Instant::now();
        let mut contents = self.files.read();
        // Nobody has touched anything: this was only a look.
        if contents == self.contents {
            self.looked_at = Instant::now();
            return contents;
        }
        let mut calm_since = Instant::now();
        while calm_since.elapsed() < CALM || (contents.lacks && since.elapsed() < LACKING) {
            if self.workspace.stop.is_asked() {
                break;
            }
            std::thread::sleep(CALM / 4);
            let now = self.files.read();
            if now != contents {
                (contents, calm_since) = (now, Instant::now());
            }
        }
        if contents.lacks {
            // A folder that is back is another one.
            let _ = self.files.watch(&mut self.watcher);
        }
        self.looked_at = Instant::now();
        contents
    }

    /// Builds and explores the program anew.
    fn look(&mut self) {
        self.round = None;
        self.next = 1;
        let arguments = self.arguments.clone();
        self.start(move |workspace| Done::Looked(Round::look(workspace, &arguments).map(Box::new)));
    }

    fn start(&mut self, work: impl FnOnce(&Workspace) -> Done + Send + 'static) {
        self.job = None;
        self.jobs += 1;
        let (number, sender) = (self.jobs, self.sender.clone());
        self.job = Some(Job::start(self.workspace, move |workspace| {
            let done = work(workspace);
            // Who has stopped listening needs not be told.
            let _ = sender.send(Event::Done(number, done));
        }));
    }

    fn press(&mut self, key: char) {
        let Some(round) = self.round.clone() else { return };
        match key {
            't' | 'T' => {
                let output = self.next;
                self.next = if output as u128 >= round.outcome.count { 1 } else { output + 1 };
                self.tell(move |workspace| timeline::text(workspace, &round.explored, Some(output)));
            }
            'e' | 'E' => {
                note("it runs for real");
                self.tell(move |workspace| real_run::explained(workspace, &round));
            }
            _ => {}
        }
    }

    fn tell(&mut self, text: impl FnOnce(&Workspace) -> Result<String, Failure> + Send + 'static) {
        self.start(|workspace| Done::Told(text(workspace).map_err(|failure| failure.to_string())));
    }

    fn done(&mut self, done: Done) -> Result<(), Failure> {
        self.job = None;
        // What was built or run need not be what is there now.
        if !self.files.read().is_same_text(&self.contents) {
            return self.saved();
        }
        match done {
            Done::Looked(Ok(round)) => self.show(*round)?,
            Done::Looked(Err(why)) => {
                self.begin()?;
                complain(&*Failure::from(why));
                note("waiting for the next save");
            }
            Done::Told(told) => {
                match told {
                    Ok(text) if text.is_empty() => {}
                    Ok(text) => say(&format!("\n{text}"))?,
                    Err(why) => complain(&*Failure::from(why)),
                }
                self.show_keys()?;
            }
        }
        Ok(())
    }

    fn show(&mut self, round: Round) -> Result<(), Failure> {
        self.begin()?;
        warn(round.warnings.iter().map(String::as_str));
        say(&round.text(self.workspace))?;
        if let Some(before) = &self.before {
            say(&format!("\n{}", news(before, &round.outcome)))?;
        }
        self.before = Some(round.outcome.clone());
        let round = Arc::new(round);
        self.round = Some(Arc::clone(&round));
        self.tell(move |workspace| Ok(round.hints(workspace)));
        Ok(())
    }

    /// Nothing of what was shown before is true any more.
    fn begin(&self) -> Result<(), Failure> {
        if io::stdout().is_terminal() {
            console::Term::stdout().clear_screen()?;
        } else if self.before.is_some() {
            say("")?;
        }
        Ok(())
    }

    fn show_keys(&self) -> Result<(), Failure> {
        if self.has_keys {
            say(&format!("\n{}", paint(DIM, KEYS)))?;
        }
        Ok(())
    }
}
