//! The two streams, each with the lock that keeps a `println!` in one piece.

use ::std::fmt::{self, Arguments};
use ::std::io::{Result, Write};
use engine::{Operation, Shared, State, Stream, TaskId, Wait};

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

#[track_caller]
fn print(stream: Stream, text: String) {
    operate(stream, mine("printed"), |_| {
        engine::turn_out("printed", Some(text.trim_end_matches('\n')));
        engine::print(stream, text);
    });
}

fn operate(stream: Stream, operation: Operation<Held>, perform: impl FnOnce(&mut Held)) {
    let key = match stream {
        Stream::Stdout => &STDOUT,
        Stream::Stderr => &STDERR,
    };
    key.with(|shared| shared.operate(operation, |held| (perform(held), 0)));
}

/// Possible unless another task holds the stream.
#[track_caller]
fn mine(done: &'static str) -> Operation<Held> {
    let me = engine::current();
    Operation::new(done).when("the output stream", move |held: &Held| held.times == 0 || held.by == me)
}

#[doc(hidden)]
#[track_caller]
pub fn _print(text: Arguments<'_>) {
    print(Stream::Stdout, text.to_string());
}

#[doc(hidden)]
#[track_caller]
pub fn _eprint(text: Arguments<'_>) {
    print(Stream::Stderr, text.to_string());
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
                operate(Stream::$stream, mine("locked"), |held| {
                    held.by = engine::current();
                    held.times += 1;
                });
                $lock(::std::marker::PhantomData)
            }
        }

        impl Drop for $lock<'_> {
            fn drop(&mut self) {
                operate(Stream::$stream, Operation::new("unlocked").alone(true), |held| {
                    held.times -= 1;
                    if held.times == 0 {
                        held.by = None;
                    }
                });
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
                print(Stream::$stream, String::from_utf8_lossy(bytes).into_owned());
                Ok(bytes.len())
            }

            #[track_caller]
            fn write_fmt(&mut self, text: Arguments<'_>) -> Result<()> {
                print(Stream::$stream, text.to_string());
                Ok(())
            }

            fn flush(&mut self) -> Result<()> {
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
