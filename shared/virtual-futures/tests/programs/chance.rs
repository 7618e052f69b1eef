//! What `select!` leaves to chance.

use crate::support::outputs;
use virtual_futures::executor::block_on;
use virtual_futures::future::{FutureExt, pending, ready};
use virtual_futures::{pin_mut, select, select_biased};
use virtual_std::println;

#[test]
fn where_several_are_ready_any_of_them_may_be_taken() {
    let by_chance = outputs(|| {
        block_on(async {
            select! {
                () = ready(()).fuse() => println!("one"),
                () = ready(()).fuse() => println!("two"),
                () = pending().fuse() => println!("three"),
            }
        });
    });
    assert_eq!(by_chance, ["one\n", "two\n"]);
    let in_order = outputs(|| {
        block_on(async {
            select_biased! {
                () = ready(()).fuse() => println!("one"),
                () = ready(()).fuse() => println!("two"),
            }
        });
    });
    assert_eq!(in_order, ["one\n"]);
}

#[test]
fn those_that_are_polled_before_the_one_that_is_ready_do_what_they_do() {
    let found = outputs(|| {
        block_on(async {
            let (one, two) = (say("one").fuse(), say("two").fuse());
            pin_mut!(one, two);
            loop {
                select! {
                    () = one => println!("took one"),
                    () = two => println!("took two"),
                    complete => break,
                }
            }
        });
    });
    assert_eq!(found, ["one\ntook one\ntwo\ntook two\n", "two\ntook two\none\ntook one\n"]);
}

async fn say(text: &str) {
    println!("{text}");
}
