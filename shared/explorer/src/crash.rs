//! Tells of a signal that ends the process, before it does.
#![expect(
    unsafe_code,
    reason = "a signal handler, which runs on a stack of its own and calls nothing but `write` and `_exit`"
)]

use nix::libc::{self, c_int, c_void, siginfo_t};
use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, sigaction};
use std::os::fd::RawFd;
use std::sync::atomic::{AtomicI32, Ordering};

/// As much stack as the handler can need.
const STACK: usize = 64 << 10;

const SIGNALS: [Signal; 6] =
    [Signal::SIGSEGV, Signal::SIGBUS, Signal::SIGABRT, Signal::SIGILL, Signal::SIGFPE, Signal::SIGTRAP];

static ANSWER: AtomicI32 = AtomicI32::new(-1);

/// From here on, what brings the process down is answered as [`answers::Answer::Died`] through this file.
pub(crate) fn tell(answer: RawFd) {
    ANSWER.store(answer, Ordering::Relaxed);
    let stack = Box::leak(vec![0_u8; STACK].into_boxed_slice());
    let stack = libc::stack_t { ss_sp: stack.as_mut_ptr().cast(), ss_flags: 0, ss_size: STACK };
    // SAFETY: the memory is never freed.
    unsafe { libc::sigaltstack(&raw const stack, std::ptr::null_mut()) };
    let flags = SaFlags::SA_SIGINFO | SaFlags::SA_ONSTACK | SaFlags::SA_RESETHAND | SaFlags::SA_NODEFER;
    let action = SigAction::new(SigHandler::SigAction(handle), flags, SigSet::empty());
    for signal in SIGNALS {
        // SAFETY: the handler keeps to what is allowed in one.
        let _ = unsafe { sigaction(signal, &action) };
    }
}

extern "C" fn handle(signal: c_int, info: *mut siginfo_t, _: *mut c_void) {
    // Outside of a step it is the explorer's own fault, and the signal ends the process when this returns or is raised again.
    if engine::heartbeat().is_multiple_of(2) {
        return;
    }
    // SAFETY: the system gives a valid pointer.
    let address = unsafe { (*info).si_addr() } as usize;
    let death = match signal {
        libc::SIGSEGV | libc::SIGBUS if engine::stack_guard().contains(&address) => "stack-overflow",
        libc::SIGSEGV | libc::SIGBUS => "wild-access",
        libc::SIGABRT => "aborted",
        _ => "illegal-instruction",
    };
    let mut text = Text { bytes: [0; 256], length: 0 };
    text.add("{\"died\":{\"crash\":{\"history\":");
    text.add_number(engine::history());
    text.add(",\"death\":\"");
    text.add(death);
    text.add("\",\"line\":");
    text.add_number(engine::last_line().into());
    text.add("},\"schedules\":");
    text.add_number(u64::from(engine::executions()).saturating_sub(1));
    text.add("}}\n");
    // SAFETY: the bytes are there; that the file is open only matters to who reads it.
    unsafe {
        libc::write(ANSWER.load(Ordering::Relaxed), text.bytes.as_ptr().cast(), text.length);
        libc::_exit(2)
    }
}

/// A text made without asking for memory, which the program may be about to break.
struct Text {
    bytes: [u8; 256],
    length: usize,
}

impl Text {
    fn add(&mut self, text: &str) {
        for byte in text.bytes() {
            if let Some(place) = self.bytes.get_mut(self.length) {
                *place = byte;
                self.length += 1;
            }
        }
    }

    fn add_number(&mut self, number: u64) {
        if number >= 10 {
            self.add_number(number / 10);
        }
        let digit = "0123456789".split_at((number % 10) as usize).1.split_at(1).0;
        self.add(digit);
    }
}
