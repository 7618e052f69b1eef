use std::fs;

use crate::made::{SITE, command};

#[test]
fn the_site_is_whole_where_it_is_there_and_nothing_else_is() {
    let left = |name: &str| SITE.folder.join(name).exists();
    assert!(left("index.html") && !left(".site-new") && !left("print.html") && !left("404.html"));
}

#[test]
fn what_is_in_the_way_is_left_alone() {
    let temp = tempfile::tempdir().unwrap();
    let mine = temp.path().join("mine.txt");
    fs::write(&mine, "mine").unwrap();
    for (out, why) in [
        (&mine, "it is a file; name a folder"),
        (&temp.path().to_owned(), "holds other files, such as mine.txt"),
    ] {
        let output = command(out).output().unwrap();
        // As it was before it was put into lines.
        let said: Vec<String> =
            String::from_utf8_lossy(&output.stderr).split_whitespace().map(str::to_owned).collect();
        let said = said.join(" ");
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(why), "{said}");
    }
    assert_eq!(fs::read_to_string(&mine).unwrap(), "mine");
    assert_eq!(fs::read_dir(temp.path()).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn who_stops_in_the_middle_has_no_half_site() {
    use std::process::Stdio;
    use std::time::{Duration, Instant};

    use nix::sys::signal::{Signal, kill};
    use nix::unistd::Pid;

    let temp = tempfile::tempdir().unwrap();
    let folder = temp.path().join("site");
    let mut making = command(&folder).stderr(Stdio::null()).spawn().unwrap();
    let start = Instant::now();
    // It says that it can write there before it begins.
    while !folder.exists() && start.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(5));
    }
    kill(Pid::from_raw(making.id().try_into().unwrap()), Signal::SIGINT).unwrap();
    assert_eq!(making.wait().unwrap().code(), Some(130));
    assert!(!folder.exists());
}
