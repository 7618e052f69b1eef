//! Programs as Rust source, for people. It is what the evaluator does, written out: who changes such a text by hand may
//! have to help it where a guard or an end is taken in one branch only.

mod line;

use crate::language::{Body, BodyKind, End, Owner, Program, REGISTERS, Statement, Verb};
use std::fmt::Write;

/// A program as Rust source.
pub fn source(program: &Program) -> String {
    let mut writer = Writer { program, text: String::new(), depth: 1 };
    writer.objects();
    writer.registers();
    let main = &program.bodies[0];
    if main.kind == BodyKind::Future {
        writer.line("trpl::block_on(async move {");
        writer.within(|writer| writer.code(&main.code, BodyKind::Future));
        writer.line("});");
    } else {
        writer.code(&main.code, BodyKind::Thread);
    }
    program.finale.iter().for_each(|statement| writer.finale(statement));
    let noisy = if program.arcs > 0 {
        "struct Noisy(i64);\n\nimpl Drop for Noisy {\n    fn drop(&mut self) {\n        println!(\"d{}\", self.0);\n    }\n}\n\n"
    } else {
        ""
    };
    let locals = if writer.text.contains("OWN.") || writer.text.contains("LOUD.") {
        "struct Loud(Cell<i64>);\n\nimpl Drop for Loud {\n    fn drop(&mut self) {\n        println!(\"t{}\", self.0.get());\n    }\n}\n\n\
         thread_local! {\n    static OWN: Cell<i64> = Cell::new(0);\n    static LOUD: Loud = Loud(Cell::new(0));\n}\n\n"
    } else {
        ""
    };
    format!(
        "#![allow(unused)]\nuse std::cell::Cell;\nuse std::sync::atomic::{{AtomicI64, Ordering::SeqCst}};\n\
         use std::sync::{{Arc, Barrier, Condvar, Mutex, OnceLock, PoisonError, RwLock, mpsc}};\n\
         use std::{{thread, time::Duration}};\n\n{noisy}{locals}fn main() {{\n{}}}\n",
        writer.text
    )
}

struct Writer<'a> {
    program: &'a Program,
    text: String,
    depth: usize,
}

impl Writer<'_> {
    fn line(&mut self, line: &str) {
        // A text can always be written to.
        let _ = writeln!(self.text, "{}{line}", "    ".repeat(self.depth));
    }

    fn within(&mut self, write: impl FnOnce(&mut Self)) {
        self.depth += 1;
        write(self);
        self.depth -= 1;
    }

    fn objects(&mut self) {
        let program = self.program;
        let counted =
            |count: i64, make: &str| (0..count).map(|value| make.replace('#', &value.to_string())).collect();
        let sized = |sizes: &[i64], make: &str| {
            sizes.iter().map(|size| make.replace('#', &size.to_string())).collect()
        };
        let kinds: [(&str, Vec<String>); 10] = [
            ("mutexes", counted(program.mutexes, "Mutex::new(#i64)")),
            ("condvars", counted(program.mutexes, "Condvar::new()")),
            ("rwlocks", counted(program.rwlocks, "RwLock::new(#i64)")),
            ("atomics", counted(program.atomics, "AtomicI64::new(#)")),
            ("onces", counted(program.onces, "OnceLock::<i64>::new()")),
            ("barriers", sized(&program.barriers, "Barrier::new(#)")),
            ("async_mutexes", counted(program.async_mutexes, "tokio::sync::Mutex::new(#i64)")),
            ("async_rwlocks", counted(program.async_rwlocks, "tokio::sync::RwLock::new(#i64)")),
            ("notifies", counted(program.notifies, "tokio::sync::Notify::new()")),
            ("semaphores", sized(&program.semaphores, "tokio::sync::Semaphore::new(#)")),
        ];
        for (name, made) in kinds {
            if made.is_empty() {
                continue;
            }
            let made = made.join(", ");
            match program.owner {
                Owner::Nobody => self.line(&format!("let {name}: &'static [_] = vec![{made}].leak();")),
                Owner::Last => self.line(&format!("let mut {name} = Arc::new(vec![{made}]);")),
            }
        }
        for (index, bound) in program.channels.iter().enumerate() {
            let make = if *bound < 0 {
                "channel::<i64>()".to_owned()
            } else {
                format!("sync_channel::<i64>({bound})")
            };
            self.line(&format!("let (tx{index}, rx{index}) = mpsc::{make};"));
        }
        for (index, bound) in program.async_channels.iter().enumerate() {
            let make = if *bound < 0 {
                "unbounded_channel::<i64>()".to_owned()
            } else {
                format!("channel::<i64>({bound})")
            };
            self.line(&format!("let (async_tx{index}, mut async_rx{index}) = tokio::sync::mpsc::{make};"));
        }
        for index in 0..program.oneshots {
            self.line(&format!(
                "let (once_tx{index}, mut once_rx{index}) = tokio::sync::oneshot::channel::<i64>();"
            ));
        }
        for index in 0..program.arcs {
            self.line(&format!("let mut arc{index} = Arc::new(Noisy({index}));"));
        }
    }

    fn registers(&mut self) {
        self.line("let (mut r0, mut r1, mut r2) = (0, 0, 0);");
    }

    fn code(&mut self, code: &[Statement], kind: BodyKind) {
        code.iter().for_each(|statement| self.statement(statement, kind));
    }

    /// A closure or a block with what it takes; `opens` and `closes` stand around its code.
    fn body(&mut self, number: usize, opens: &str, closes: &str, returns: bool) {
        let Some(Body { kind, takes, code }) = self.program.bodies.get(number) else { return };
        for (end, index) in takes {
            let name = match end {
                End::Sender => "tx",
                End::AsyncSender => "async_tx",
                End::Arc => "arc",
                _ => continue,
            };
            let mutable = if *end == End::Arc { "mut " } else { "" };
            self.line(&format!("let {mutable}{name}{index} = {name}{index}.clone();"));
        }
        if self.program.owner == Owner::Last && opens.starts_with("thread::spawn") {
            for name in ["mutexes", "condvars", "rwlocks", "atomics", "onces", "barriers"] {
                if self.text.contains(&format!("let mut {name} =")) {
                    self.line(&format!("let {name} = Arc::clone(&{name});"));
                }
            }
        }
        self.line(opens);
        self.within(|writer| {
            writer.code(code, *kind);
            if returns {
                writer.line("r0");
            }
        });
        self.line(closes);
    }

    fn statement(&mut self, statement: &Statement, kind: BodyKind) {
        let at = |place| statement.index(place);
        let register = |place: usize| format!("r{}", at(place) % REGISTERS);
        match statement.verb {
            Verb::If => {
                self.line(&format!("if {} == {} {{", register(0), at(1)));
                self.within(|writer| writer.code(&statement.block, kind));
                self.line("}");
            }
            Verb::Scope => {
                self.line("thread::scope(|s| {");
                self.within(|writer| writer.code(&statement.block, kind));
                self.line("});");
            }
            Verb::Spawn => {
                self.line(&format!("let handle{} = {{", at(0)));
                self.within(|writer| writer.body(at(0), "thread::spawn(move || {", "})", true));
                self.line("};");
            }
            Verb::SpawnScoped => {
                self.line(&format!("let mut out{} = 0;", at(0)));
                self.line(&format!("let handle{} = {{", at(0)));
                self.within(|writer| writer.body(at(0), "s.spawn(move || {", "})", true));
                self.line("};");
            }
            Verb::SpawnTask => {
                self.line(&format!("let handle{} = {{", at(0)));
                self.within(|writer| writer.body(at(0), "tokio::spawn(async move {", "})", true));
                self.line("};");
            }
            Verb::JoinFutures | Verb::Select => {
                for which in [0, 1] {
                    self.line(&format!("let future{} = {{", at(which)));
                    self.within(|writer| writer.body(at(which), "Box::pin(async move {", "})", true));
                    self.line("};");
                }
                let (one, other, to) = (at(0), at(1), register(2));
                self.line(&if statement.verb == Verb::JoinFutures {
                    format!("{to} = {{ let (a, b) = trpl::join(future{one}, future{other}).await; a * 10 + b }};")
                } else {
                    format!(
                        "{to} = match trpl::select(future{one}, future{other}).await {{ trpl::Either::Left(a) => a, \
                         trpl::Either::Right(b) => 10 + b }};"
                    )
                });
            }
            Verb::Timeout => {
                self.line(&format!("let future{} = {{", at(1)));
                self.within(|writer| writer.body(at(1), "Box::pin(async move {", "})", true));
                self.line("};");
                self.line(&format!(
                    "{} = tokio::time::timeout(Duration::from_millis({}), future{}).await.unwrap_or(-3);",
                    register(2),
                    at(0),
                    at(1)
                ));
            }
            _ => {
                let line = self.simple(statement, kind);
                self.line(&line);
            }
        }
    }

    fn finale(&mut self, statement: &Statement) {
        let at = statement.index(0);
        let (name, take) = match statement.verb {
            Verb::MutexInner => ("mutexes", "std::mem::take(&mut all[#]).into_inner()"),
            Verb::MutexGetMut => ("mutexes", "all[#].get_mut()"),
            Verb::RwLockInner => ("rwlocks", "std::mem::take(&mut all[#]).into_inner()"),
            Verb::AtomicInner => ("atomics", "std::mem::take(&mut all[#]).into_inner()"),
            Verb::OnceInner => ("onces", "std::mem::take(&mut all[#]).into_inner()"),
            _ => return,
        };
        let take = take.replace('#', &at.to_string());
        self.line(&format!(
            "match Arc::get_mut(&mut {name}) {{ Some(all) => println!(\"f {{:?}}\", {take}), None => println!(\"f shared\") }}"
        ));
    }
}
