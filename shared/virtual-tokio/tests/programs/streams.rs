//! Standard input and output, which functions that may block read and write.

use crate::run;
use crate::support::{output, outputs};
use virtual_std::println;
use virtual_tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, stderr, stdin, stdout};

#[test]
fn what_was_flushed_is_out_before_anything_that_comes_later() {
    let said = output(|| {
        run(async {
            let mut out = stdout();
            out.write_all(b"one\n").await.unwrap();
            out.flush().await.unwrap();
            println!("two");
            stderr().write_all(b"three\n").await.unwrap();
        });
    });
    assert_eq!(said, "one\ntwo\nthree\n");
}

#[test]
fn what_was_not_flushed_comes_out_sometime_but_also_when_the_runtime_ends() {
    let said = outputs(|| {
        run(async {
            stdout().write_all(b"one\n").await.unwrap();
            println!("two");
        });
        println!("three");
    });
    assert_eq!(said, ["one\ntwo\nthree\n", "two\none\nthree\n"]);
}

#[test]
fn standard_input_is_read_by_lines_and_ends() {
    let said = output(|| {
        run(async {
            let mut lines = BufReader::new(stdin()).lines();
            println!("{:?}", lines.next_line().await);
        });
    });
    assert_eq!(said, "Ok(None)\n");
}
