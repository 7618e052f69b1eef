use explorer::*;
use std::rc::Rc;
use std::time::{Duration, Instant};
use virtual_std::{println, thread};

fn book(joins: bool) -> Program {
    Rc::new(move || {
        let handle = thread::spawn(|| {
            for i in 1..10 {
                println!("hi number {i} from the spawned thread!");
                thread::sleep(Duration::from_millis(1));
            }
        });
        for i in 1..5 {
            println!("hi number {i} from the main thread!");
            thread::sleep(Duration::from_millis(1));
        }
        if joins {
            handle.join().unwrap();
        }
        0
    })
}

fn threads(n: usize, k: usize) -> Program {
    Rc::new(move || {
        let handles: Vec<_> = (0..n)
            .map(|i| {
                thread::spawn(move || {
                    for j in 0..k {
                        println!("{i} {j}")
                    }
                })
            })
            .collect();
        for h in handles {
            h.join().unwrap();
        }
        0
    })
}

#[test]
fn first() {
    for (name, p) in [
        ("16-01", book(false)),
        ("16-02", book(true)),
        ("2x2", threads(2, 2)),
        ("3x2", threads(3, 2)),
        ("4x1", threads(4, 1)),
        ("3x3", threads(3, 3)),
        ("5x3", threads(5, 3)),
    ] {
        for reduction in [Reduction::Pruned, Reduction::States, Reduction::Plain] {
            let t = Instant::now();
            let x = explore(&p, &Options { reduction, ..Default::default() }).unwrap();
            let e = t.elapsed();
            eprintln!(
                "{name} {reduction:?}: {} outputs, {} states, {} schedules {} {:?} {:?}",
                x.count(),
                x.states(),
                x.schedules,
                x.exhaustive,
                e,
                t.elapsed()
            );
        }
    }
}
