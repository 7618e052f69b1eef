use crate::support::happened;
use std::time::Duration;

/// What happened, as `branch what`, `main` where no branch did it.
fn told(program: fn()) -> Vec<String> {
    let (events, branches) = happened(program);
    let who = |branch: Option<usize>| branch.map_or("main".to_owned(), |b| branches[b].place.to_string());
    events.iter().map(|event| format!("{} {}", who(event.branch), event.what)).collect()
}

async fn nap(ms: u64) {
    virtual_trpl::sleep(Duration::from_millis(ms)).await;
}

#[test]
fn what_happens_in_joined_futures_says_in_which() {
    fn joined() {
        virtual_trpl::run(async {
            virtual_trpl::join(nap(20), nap(10)).await;
        });
    }
    fn in_turn() {
        virtual_trpl::run(async {
            nap(20).await;
            nap(10).await;
        });
    }
    let ended = |told: Vec<String>| -> Vec<String> {
        let ends = |line: &String| line.ends_with(" ended");
        told.into_iter().filter(ends).collect()
    };
    assert_eq!(ended(told(joined)), ["1 ended", "0 ended"]);
    assert_eq!(ended(told(in_turn)), [""; 0]);
}

#[test]
fn the_loser_of_a_race_is_dropped_and_a_joined_future_is_not() {
    fn race() {
        virtual_trpl::run(async {
            virtual_trpl::race(nap(20), nap(10)).await;
        });
    }
    fn join() {
        virtual_trpl::run(async {
            virtual_trpl::join!(nap(20), nap(10));
        });
    }
    assert!(told(race).contains(&"0 was dropped".to_owned()), "{:?}", told(race));
    assert!(!told(join).iter().any(|line| line.ends_with("was dropped")), "{:?}", told(join));
}

#[test]
fn to_find_a_channel_closed_is_not_to_receive_a_message() {
    fn messages(number: usize) {
        virtual_trpl::run(async move {
            let (tx, mut rx) = virtual_trpl::channel();
            (0..number).for_each(|n| tx.send(n).unwrap());
            drop(tx);
            while rx.recv().await.is_some() {}
        });
    }
    let count = |told: Vec<String>, what: &str| told.iter().filter(|line| line.ends_with(what)).count();
    for (program, number) in [((|| messages(0)) as fn(), 0), (|| messages(3), 3)] {
        assert_eq!(count(told(program), " received"), number);
        assert_eq!(count(told(program), " found no sender left of"), 1);
    }
}

#[test]
fn a_future_that_sleeps_as_a_thread_is_told_apart_from_one_that_sleeps() {
    fn blocks() {
        virtual_trpl::run(async { virtual_std::thread::sleep(Duration::from_millis(5)) });
    }
    fn sleeps() {
        virtual_trpl::run(nap(5));
    }
    let blocking = "main slept as a thread".to_owned();
    assert!(told(blocks).contains(&blocking), "{:?}", told(blocks));
    assert!(!told(sleeps).contains(&blocking) && told(sleeps).contains(&"main slept".to_owned()));
}
