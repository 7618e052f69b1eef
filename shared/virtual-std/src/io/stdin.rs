//! Standard input, as `std::io`: a file that is there from the beginning.

use ::std::cell::RefCell;
use ::std::fmt;
use ::std::io::{self, BufRead, BufReader, IoSliceMut, Lines, Read};
use ::std::marker::PhantomData;
use ::std::sync::Arc;
use engine::verb;
use engine::{Operation, Shared, State, TaskId, Wait};

/// As `std::io::Stdin`.
pub struct Stdin(());

/// As `std::io::StdinLock`.
#[must_use = "if unused stdin will immediately unlock"]
pub struct StdinLock<'a> {
    reader: Reader,
    like: PhantomData<io::StdinLock<'a>>,
}

/// As `std::io::stdin`.
#[must_use]
pub fn stdin() -> Stdin {
    Stdin(())
}

/// Who reads, and how far all have read. It is no lock that one thread can take twice.
#[derive(Clone)]
struct Held {
    by: Option<TaskId>,
    left: (usize, usize),
}

impl State for Held {
    fn digest(&self) -> u64 {
        engine::digest((self.by, self.left))
    }

    fn waiting(&self, wait: &Wait<'_>) -> String {
        let holder = self.by.map_or_else(String::new, wait.name_of);
        format!("{} waits at line {} for standard input, which {holder} has locked", wait.task, wait.line)
    }
}

type Reader = BufReader<Source>;

::std::thread_local! {
    // Programs that are explored at the same time have one each.
    static HELD: Shared<Held> = const { Shared::new("standard input", Held { by: None, left: (0, 0) }) };
    /// Where nobody has it, with the execution whose it is.
    static READER: RefCell<Option<(Option<u32>, Reader)>> = const { RefCell::new(None) };
}

/// What is left of the file.
struct Source {
    bytes: Arc<[u8]>,
    read: usize,
}

impl Read for Source {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let read = (&self.bytes[self.read..]).read(buf)?;
        self.read += read;
        Ok(read)
    }
}

/// Takes it, as this execution left it.
fn take_reader() -> Reader {
    let kept = READER.take().filter(|(execution, _)| *execution == engine::execution());
    kept.map_or_else(|| BufReader::new(Source { bytes: engine::stdin(), read: 0 }), |(_, reader)| reader)
}

impl Stdin {
    /// As `std::io::Stdin::lock`.
    #[track_caller]
    pub fn lock(&self) -> StdinLock<'static> {
        engine::rests_on(match engine::stdin().is_empty() {
            true => "standard input is empty",
            false => "all of standard input is there when the program starts",
        });
        let operation = Operation::new(verb::LOCKED).when("standard input", |held: &Held| held.by.is_none());
        HELD.with(|shared| {
            shared.operate(operation, |held| {
                held.by = engine::current();
                ((), engine::digest(held.left))
            });
        });
        StdinLock { reader: take_reader(), like: PhantomData }
    }

    /// As `std::io::Stdin::read_line`.
    ///
    /// # Errors
    /// When the line is no text.
    #[track_caller]
    pub fn read_line(&self, buf: &mut String) -> io::Result<usize> {
        self.lock().read_line(buf)
    }

    /// As `std::io::Stdin::lines`.
    #[track_caller]
    pub fn lines(self) -> Lines<StdinLock<'static>> {
        self.lock().lines()
    }
}

impl Drop for StdinLock<'_> {
    fn drop(&mut self) {
        let nothing = BufReader::with_capacity(0, Source { bytes: Arc::default(), read: 0 });
        let reader = ::std::mem::replace(&mut self.reader, nothing);
        let left = (reader.get_ref().read, reader.buffer().len());
        READER.set(Some((engine::execution(), reader)));
        // Others can only wait for it.
        let operation = Operation::new(verb::UNLOCKED).alone(true);
        HELD.with(|shared| shared.operate(operation, |held| (*held = Held { by: None, left }, 0)));
    }
}

impl BufRead for StdinLock<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.reader.consume(amount);
    }
}

macro_rules! reads {
    ($($type:ty, |$this:ident| $reader:expr;)*) => {$(
        impl Read for $type {
            #[track_caller]
            fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
                let $this = self;
                $reader.read(buf)
            }

            #[track_caller]
            fn read_vectored(&mut self, bufs: &mut [IoSliceMut<'_>]) -> io::Result<usize> {
                let $this = self;
                $reader.read_vectored(bufs)
            }

            #[track_caller]
            fn read_to_end(&mut self, buf: &mut Vec<u8>) -> io::Result<usize> {
                let $this = self;
                $reader.read_to_end(buf)
            }

            #[track_caller]
            fn read_to_string(&mut self, buf: &mut String) -> io::Result<usize> {
                let $this = self;
                $reader.read_to_string(buf)
            }

            #[track_caller]
            fn read_exact(&mut self, buf: &mut [u8]) -> io::Result<()> {
                let $this = self;
                $reader.read_exact(buf)
            }
        }
    )*};
}

reads! {
    Stdin, |this| this.lock();
    &Stdin, |this| this.lock();
    StdinLock<'_>, |this| this.reader;
}

impl fmt::Debug for Stdin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stdin").finish_non_exhaustive()
    }
}

impl fmt::Debug for StdinLock<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StdinLock").finish_non_exhaustive()
    }
}
