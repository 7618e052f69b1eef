//! Who is told that something has happened.

use crate::run;
use crate::support::output;
use std::pin::{Pin, pin};
use std::task::{Context, Waker};
use virtual_std::println;
use virtual_std::sync::Arc;
use virtual_tokio::sync::{Notify, futures::Notified};

/// Tells how far three are that wait, one after the other.
fn three(tell: fn(&Notify, Pin<&mut Notified<'_>>)) {
    run(async {
        let notify = Notify::new();
        let mut second = Box::pin(notify.notified());
        let (mut first, mut third) = (pin!(notify.notified()), pin!(notify.notified()));
        is_told(first.as_mut());
        is_told(second.as_mut());
        is_told(third.as_mut());
        tell(&notify, second.as_mut());
        drop(second);
        println!("{} {}", is_told(first), is_told(third));
        println!("{}", is_told(pin!(notify.notified())));
    });
}

fn is_told(future: Pin<&mut impl Future>) -> bool {
    future.poll(&mut Context::from_waker(Waker::noop())).is_ready()
}

#[test]
fn who_is_told_and_dropped_passes_it_on_to_who_would_have_been_next() {
    fn first(notify: &Notify, _: Pin<&mut Notified<'_>>) {
        notify.notify_one();
        notify.notify_one();
    }
    assert_eq!(output(|| three(first)), "true true\nfalse\n");
    fn last(notify: &Notify, _: Pin<&mut Notified<'_>>) {
        notify.notify_last();
        notify.notify_last();
    }
    assert_eq!(output(|| three(last)), "true true\nfalse\n");
}

#[test]
fn what_the_last_was_told_goes_to_the_last_and_what_the_first_was_told_to_the_first() {
    fn dropped(tell: fn(&Notify)) {
        run(async move {
            let notify = Notify::new();
            let mut waiting: Vec<_> = (0..3).map(|_| Box::pin(notify.notified())).collect();
            for waits in &mut waiting {
                is_told(waits.as_mut());
            }
            tell(&notify);
            let told = waiting.remove(if is_last(tell) { 2 } else { 0 });
            drop(told);
            println!("{} {}", is_told(waiting[0].as_mut()), is_told(waiting[1].as_mut()));
        });
    }
    fn is_last(tell: fn(&Notify)) -> bool {
        let notify = Notify::new();
        let (mut first, mut last) = (pin!(notify.notified()), pin!(notify.notified()));
        is_told(first.as_mut());
        is_told(last.as_mut());
        tell(&notify);
        is_told(last)
    }
    assert_eq!(output(|| dropped(Notify::notify_last)), "false true\n");
    assert_eq!(output(|| dropped(Notify::notify_one)), "true false\n");
}

#[test]
fn what_all_were_told_is_passed_on_to_nobody() {
    fn all(notify: &Notify, _: Pin<&mut Notified<'_>>) {
        notify.notify_waiters();
    }
    assert_eq!(output(|| three(all)), "true true\nfalse\n");
    fn nothing(_: &Notify, _: Pin<&mut Notified<'_>>) {}
    assert_eq!(output(|| three(nothing)), "false false\nfalse\n");
}

#[test]
fn telling_all_reaches_who_was_made_before_and_leaves_what_was_kept() {
    let lines = output(|| {
        run(async {
            let notify = Notify::new();
            let made_before = notify.notified();
            notify.notify_one();
            notify.notify_waiters();
            println!("{}", is_told(pin!(made_before)));
            println!("{}", is_told(pin!(notify.notified())));
            println!("{}", is_told(pin!(notify.notified())));
        });
    });
    assert_eq!(lines, "true\ntrue\nfalse\n");
}

#[test]
fn enabled_it_waits_before_it_is_polled() {
    fn told(enabled: bool) {
        run(async move {
            let notify = Arc::new(Notify::new());
            let (mut first, mut second) = (pin!(notify.notified()), pin!(notify.clone().notified_owned()));
            if enabled {
                println!("{}", first.as_mut().enable());
            }
            is_told(second.as_mut());
            notify.notify_one();
            println!("{} {}", is_told(second.as_mut()), first.as_mut().enable());
        });
    }
    assert_eq!(output(|| told(true)), "false\nfalse true\n");
    assert_eq!(output(|| told(false)), "true false\n");
}
