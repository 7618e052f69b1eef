//! Macros.

use crate::run;
use crate::support::{output, outputs};
use std::future::pending;
use virtual_std::println;
use virtual_tokio::sync::mpsc;
use virtual_tokio::task::{spawn, yield_now};
use virtual_tokio::{join, select, task_local, try_join};

struct Noisy(&'static str);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("{} is dropped", self.0);
    }
}

#[test]
fn chance_decides_between_branches_that_are_ready_unless_they_are_biased() {
    let by_chance = outputs(|| {
        run(async {
            select! {
                one = async { 1 } => println!("{one}"),
                two = async { 2 } => println!("{two}"),
                three = async { 3 }, if false => println!("{three}"),
            }
        });
    });
    assert_eq!(by_chance, ["1\n", "2\n"]);
    let biased = output(|| {
        run(async {
            select! {
                biased;
                one = async { 1 } => println!("{one}"),
                two = async { 2 } => println!("{two}"),
            }
        });
    });
    assert_eq!(biased, "1\n");
}

#[test]
fn a_branch_whose_pattern_does_not_fit_is_not_polled_again() {
    let fits = output(|| {
        run(async {
            let chosen = select! {
                Some(_) = async { None::<u8> } => "first",
                (_, mut text) = async { yield_now().await; (1, "second") } => {
                    text = text.trim();
                    text
                }
                else => "none",
            };
            println!("{chosen}");
        });
    });
    assert_eq!(fits, "second\n");
    let none = output(|| {
        run(async {
            println!("{}", select! { Some(text) = async { None::<&str> } => text, else => "none" });
        });
    });
    assert_eq!(none, "none\n");
    let without_else = output(|| {
        run(async {
            select! { Some(()) = async { None } => {} }
        })
    });
    assert!(without_else.contains("all branches are disabled and there is no else branch"), "{without_else}");
}

#[test]
fn what_is_not_selected_is_dropped_in_order_before_the_handler_runs() {
    let dropped = output(|| {
        run(async {
            let kept = |name| async move {
                let _noisy = Noisy(name);
                pending::<()>().await;
            };
            select! {
                biased;
                () = kept("first") => {}
                () = kept("second") => {}
                () = async {} => println!("handled"),
            }
        });
    });
    assert_eq!(dropped, "first is dropped\nsecond is dropped\nhandled\n");
}

#[test]
fn a_message_is_lost_with_the_branch_that_had_received_it() {
    fn receive(keeps: bool) {
        run(async move {
            let (sender, mut receiver) = mpsc::channel(1);
            let (stop, mut stopped) = mpsc::channel::<()>(1);
            spawn(async move {
                sender.send(1).await.unwrap();
                let _ = stop.send(()).await;
            });
            let mut kept = None;
            let handle = async {
                let message = receiver.recv().await;
                if keeps {
                    kept = message;
                }
                yield_now().await;
                println!("handled {message:?}");
            };
            select! {
                () = handle => {}
                _ = stopped.recv() => println!("stopped with {kept:?}"),
            }
        });
    }
    let lost = ["handled Some(1)\n", "stopped with None\n"];
    assert_eq!(outputs(|| receive(false)), lost);
    assert_eq!(outputs(|| receive(true)), [lost[0], lost[1], "stopped with Some(1)\n"]);
}

#[test]
fn what_is_joined_begins_each_poll_with_the_next_one_unless_it_is_biased() {
    async fn twice(name: &str) {
        for _ in 0..2 {
            println!("{name}");
            yield_now().await;
        }
    }
    let turned = output(|| {
        run(async {
            join!(twice("a"), twice("b"));
        });
    });
    assert_eq!(turned, "a\nb\nb\na\n");
    let biased = output(|| {
        run(async {
            join!(biased; twice("a"), twice("b"));
        });
    });
    assert_eq!(biased, "a\nb\na\nb\n");
}

#[test]
fn an_error_ends_what_is_joined() {
    let failed = output(|| {
        run(async {
            let first = async {
                let _noisy = Noisy("first");
                pending::<Result<u8, &str>>().await
            };
            println!("{:?}", try_join!(first, async { Err::<u8, _>("error") }));
            println!("{:?}", try_join!(async { Ok::<_, u8>(1) }, async { Ok(2) }));
        });
    });
    assert_eq!(failed, "first is dropped\nErr(\"error\")\nOk((1, 2))\n");
}

task_local! {
    static NAME: &'static str;
}

#[test]
fn what_is_local_to_a_future_is_not_seen_by_others() {
    let seen = output(|| {
        run(async {
            let named = |name| {
                NAME.scope(name, async {
                    yield_now().await;
                    NAME.get()
                })
            };
            println!("{:?} {:?}", join!(named("a"), named("b")), NAME.try_get());
        });
    });
    assert_eq!(seen, "(\"a\", \"b\") Err(AccessError)\n");
}

#[virtual_tokio::main(crate = "virtual_tokio", worker_threads = 2)]
async fn main_of_a_program() -> Result<(), String> {
    println!("main");
    Err("it failed".to_owned())
}

#[test]
fn a_main_that_is_async_gives_what_it_gives() {
    assert_eq!(output(|| println!("{:?}", main_of_a_program())), "main\nErr(\"it failed\")\n");
}
