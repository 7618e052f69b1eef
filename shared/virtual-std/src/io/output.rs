//! The two streams, each with the lock that keeps a `println!` in one piece.

use ::std::fmt::{self, Arguments};
use ::std::io::{Result, Write};
use engine::verb::{self, Verb};
use engine::{Operation, Shared, Site, State, Stream, TaskId, Wait};

#[derive(Clone)]
struct Held {
    by: Option<TaskId>,
    times: usize,
}

impl State for Held {
    fn digest(&self) -> u64 {
        engine::digest((self.by, self.times))
    }

    fn waiting(&self, wait: &Wait<'_>) -> String {
        let holder = self.by.map_or_else(String::new, wait.name_of);
        format!("{} waits at line {} for an output stream that {holder} has locked", wait.task, wait.line)
    }
}

const FREE: Held = Held { by: None, times: 0 };

::std::thread_local! {
    // Programs that are explored at the same time have a stream each.
    static STDOUT: Shared<Held> = const { Shared::new("standard output", FREE) };
    static STDERR: Shared<Held> = const { Shared::new("standard error", FREE) };
}

fn shared<R>(stream: Stream, use_it: impl FnOnce(&Shared<Held>) -> R) -> R {
    let key = match stream {
        Stream::Stdout => &STDOUT,
        Stream::Stderr => &STDERR,
    };
    key.with(use_it)
}

fn operate(stream: Stream, operation: Operation<Held>, perform: impl FnOnce(&mut Held)) {
    shared(stream, |shared| shared.operate(operation, |held| (perform(held), 0)));
}

/// Possible unless another task holds the stream.
#[track_caller]
fn mine(done: Verb) -> Operation<Held> {
    let me = engine::current();
    Operation::new(done).when("the output stream", move |held: &Held| held.times == 0 || held.by == me)
}

impl Held {
    fn lock(&mut self) {
        self.by = engine::current();
        self.times += 1;
    }

    fn unlock(&mut self) {
        self.times -= 1;
        if self.times == 0 {
            self.by = None;
        }
    }
}

/// A stream that is locked as long as something is being printed.
struct Printing {
    stream: Stream,
    site: Site,
    /// What the task knew when others could last go before it.
    known: u64,
    /// What has been printed, for events.
    text: String,
}

impl Printing {
    #[track_caller]
    fn begin(stream: Stream) -> Printing {
        let operation = mine(verb::PRINTED).acquires();
        let site = operation.site();
        operate(stream, operation, |held| {
            engine::turn_out(None, None);
            held.lock();
        });
        Printing { stream, site, known: engine::token(), text: String::new() }
    }

    fn print(&mut self, text: &str) {
        // A line comes out as soon as it is complete. If formatting it took more than a step, others may go first.
        if text.contains('\n') && self.known != engine::token() {
            operate(self.stream, mine(verb::PRINTED).at(self.site).relaxed(), |_| {
                engine::turn_out(None, None)
            });
            self.known = engine::token();
        }
        engine::print(self.stream, text);
        self.text.push_str(text);
    }
}

impl fmt::Write for Printing {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.print(text);
        Ok(())
    }
}

impl Drop for Printing {
    fn drop(&mut self) {
        engine::tell(verb::PRINTED, self.text.trim_end_matches('\n'), self.site);
        shared(self.stream, |shared| {
            shared.hand_on();
            shared.update(Held::unlock);
        });
        // What comes next is known to come after the text is out.
        engine::went_past("printed", self.site);
    }
}

/// Formats a text while the stream is locked, so that what formatting it does comes between its pieces.
#[track_caller]
fn print(stream: Stream, text: Arguments<'_>) {
    let mut printing = Printing::begin(stream);
    if fmt::write(&mut printing, text).is_err() {
        panic!("a formatting trait implementation returned an error when the underlying stream did not");
    }
}

/// Standard error holds nothing back.
#[track_caller]
fn flush(stream: Stream) {
    if stream == Stream::Stdout {
        operate(stream, mine(verb::FLUSHED).acquires().releases(), |_| {
            engine::turn_out(None, None);
            engine::flush(stream);
        });
    }
}

#[doc(hidden)]
#[track_caller]
pub fn _print(text: Arguments<'_>) {
    print(Stream::Stdout, text);
}

#[doc(hidden)]
#[track_caller]
pub fn _eprint(text: Arguments<'_>) {
    print(Stream::Stderr, text);
}

macro_rules! streams {
    ($($type:ident $lock:ident $function:ident $stream:ident)*) => {$(
        /// As `std`'s.
        pub struct $type(());

        /// As `std`'s.
        pub struct $lock<'a>(::std::marker::PhantomData<(&'a (), *const ())>);

        /// As `std`'s.
        #[must_use]
        pub fn $function() -> $type {
            $type(())
        }

        impl $type {
            /// As `std`'s.
            #[track_caller]
            pub fn lock(&self) -> $lock<'static> {
                operate(Stream::$stream, mine(verb::LOCKED).acquires(), Held::lock);
                $lock(::std::marker::PhantomData)
            }
        }

        impl Drop for $lock<'_> {
            fn drop(&mut self) {
                operate(Stream::$stream, Operation::new(verb::UNLOCKED).alone(true).releases(), Held::unlock);
            }
        }

        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($type)).finish_non_exhaustive()
            }
        }

        impl fmt::Debug for $lock<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($lock)).finish_non_exhaustive()
            }
        }
    )*};
}

streams! {
    Stdout StdoutLock stdout Stdout
    Stderr StderrLock stderr Stderr
}

macro_rules! writes {
    ($($type:ty, $stream:ident;)*) => {$(
        impl Write for $type {
            #[track_caller]
            fn write(&mut self, bytes: &[u8]) -> Result<usize> {
                Printing::begin(Stream::$stream).print(&String::from_utf8_lossy(bytes));
                Ok(bytes.len())
            }

            #[track_caller]
            fn write_fmt(&mut self, text: Arguments<'_>) -> Result<()> {
                print(Stream::$stream, text);
                Ok(())
            }

            #[track_caller]
            fn flush(&mut self) -> Result<()> {
                flush(Stream::$stream);
                Ok(())
            }
        }
    )*};
}

writes! {
    Stdout, Stdout;
    &Stdout, Stdout;
    StdoutLock<'_>, Stdout;
    Stderr, Stderr;
    &Stderr, Stderr;
    StderrLock<'_>, Stderr;
}
