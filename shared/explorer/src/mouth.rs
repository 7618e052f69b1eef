//! How an explored program's process answers: apart from what the program prints.

use answers::Answer;
use std::fs::File;
use std::io::Write;
use std::sync::{Mutex, PoisonError};

/// What was standard output when the process began, kept for one answer. What the program prints there past the explorer's
/// `std` does not get into the answer.
pub(crate) struct Mouth {
    answer: Mutex<Option<File>>,
}

impl Mouth {
    /// Takes standard output away from the program.
    ///
    /// # Errors
    /// The system has no file descriptors left.
    pub fn take() -> std::io::Result<Mouth> {
        let answer = platform::take_stdout()?;
        platform::tell_of_crashes(&answer);
        Ok(Mouth { answer: Mutex::new(Some(answer)) })
    }

    /// Answers. Only the first answer counts, whichever thread has it.
    pub fn say(&self, answer: &Answer) {
        let mut place = self.answer.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(mut file) = place.take() {
            let mut text = serde_json_wasm::to_vec(answer).unwrap_or_default();
            text.push(b'\n');
            // What can't be written, nobody reads.
            let _ = file.write_all(&text);
        }
    }
}

#[cfg(unix)]
mod platform {
    use std::fs::File;
    use std::io;
    use std::os::fd::AsFd;

    pub fn tell_of_crashes(answer: &File) {
        crate::crash::tell(std::os::fd::AsRawFd::as_raw_fd(answer));
    }

    pub fn take_stdout() -> io::Result<File> {
        let ours = io::stdout().as_fd().try_clone_to_owned()?;
        nix::unistd::dup2_stdout(File::options().write(true).open("/dev/null")?)?;
        Ok(ours.into())
    }
}

/// Where nothing can be put in its place, the program's standard output stays where it is.
#[cfg(windows)]
mod platform {
    use std::fs::File;
    use std::io;
    use std::os::windows::io::AsHandle;

    pub fn tell_of_crashes(_: &File) {}

    pub fn take_stdout() -> io::Result<File> {
        Ok(io::stdout().as_handle().try_clone_to_owned()?.into())
    }
}
