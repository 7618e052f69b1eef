//! Reading and writing in memory.

use crate::run;
use crate::support::{output, outputs};
use virtual_std::println;
use virtual_tokio::io::{
    AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, copy, duplex, simplex, split,
};
use virtual_tokio::task::spawn;

#[test]
fn what_one_end_writes_the_other_one_reads() {
    let read = output(|| {
        run(async {
            let (mut one, mut two) = duplex(4);
            let writer = spawn(async move {
                one.write_all(b"hello world\nbye\n").await.unwrap();
                let mut answer = String::new();
                one.shutdown().await.unwrap();
                one.read_to_string(&mut answer).await.unwrap();
                answer
            });
            let (reader, mut answers) = split(&mut two);
            let mut lines = BufReader::new(reader).lines();
            while let Some(line) = lines.next_line().await.unwrap() {
                println!("{line}");
            }
            answers.write_all(b"done").await.unwrap();
            drop((lines, answers));
            drop(two);
            println!("{}", writer.await.unwrap());
        });
    });
    assert_eq!(read, "hello world\nbye\ndone\n");
}

#[test]
fn a_write_is_cut_to_the_room_that_there_is_and_fails_when_nobody_reads() {
    let written = output(|| {
        run(async {
            let (mut one, two) = duplex(4);
            println!("{:?}", one.write(b"hello").await);
            drop(two);
            println!("{:?}", one.write(b"o").await.map_err(|error| error.kind()));
            let (mut reader, mut writer) = simplex(8);
            writer.write_all(b"bytes").await.unwrap();
            writer.shutdown().await.unwrap();
            let mut copied = Vec::new();
            let count = copy(&mut reader, &mut copied).await.unwrap();
            println!("{count} {copied:?}");
            println!("{}", reader.is_pair_of(&writer));
        });
    });
    assert_eq!(written, "Ok(4)\nErr(BrokenPipe)\n5 [98, 121, 116, 101, 115]\ntrue\n");
}

#[test]
fn two_who_write_to_one_end_do_so_in_any_order() {
    let mixed = outputs(|| {
        run(async {
            let (one, mut two) = duplex(8);
            let (_reader, writer) = split(one);
            let writer = virtual_std::sync::Arc::new(virtual_tokio::sync::Mutex::new(writer));
            for text in ["aa", "bb"] {
                let writer = virtual_std::sync::Arc::clone(&writer);
                spawn(async move { writer.lock().await.write_all(text.as_bytes()).await.unwrap() });
            }
            let mut bytes = [0; 4];
            two.read_exact(&mut bytes).await.unwrap();
            println!("{}", String::from_utf8_lossy(&bytes));
        });
    });
    assert_eq!(mixed, ["aabb\n", "bbaa\n"]);
}
