//! A browser without a window, which tells what a page looks like.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use catalogue::Stream;
use runner::{Process, Stop, Until};
use serde::Deserialize;

const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    Light,
    Dark,
}

pub struct Browser(PathBuf);

/// What `measure.js` finds out.
#[derive(Debug, Deserialize)]
pub struct Measured {
    /// How wide the page is, in pixels.
    pub width: usize,
    pub dark: bool,
    /// What scripts complained of.
    pub errors: Vec<String>,
    /// What is wider than the room it has.
    pub sideways: Vec<String>,
    /// What covers what.
    pub overlapping: Vec<String>,
    /// What is hard to tell from its background.
    pub pale: Vec<String>,
    /// How many rows have both lines beside each other, and how many one above the other.
    pub beside: usize,
    pub stacked: usize,
    /// How many pictures are shown.
    pub pictures: usize,
    /// The size of the smallest text in them, in pixels.
    pub smallest_text: f64,
    /// All that is shown.
    pub text: String,
}

impl Measured {
    /// The names of what is wrong.
    pub fn faults(&self) -> Vec<&'static str> {
        let all = [
            ("errors", &self.errors),
            ("sideways", &self.sideways),
            ("overlapping", &self.overlapping),
            ("pale", &self.pale),
        ];
        all.into_iter().filter(|(_, found)| !found.is_empty()).map(|(name, _)| name).collect()
    }
}

impl Browser {
    /// `None`, and a word about that, where there is none.
    pub fn find() -> Option<Browser> {
        let folders: Vec<PathBuf> = env::var_os("PATH").iter().flat_map(env::split_paths).collect();
        let found = NAMES.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
        let found = found.into_iter().find(|path| path.is_file()).map(Browser);
        if found.is_none() {
            eprintln!("skipped: none of {} is installed", NAMES.join(", "));
        }
        found
    }

    /// Opens copies of pages, each of so many pixels in width, to which the measuring script is added. The browser and
    /// its profile are gone afterwards.
    pub fn measure(&self, pages: &[(usize, &str)], scheme: Scheme) -> Vec<Measured> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("measured.html");
        fs::write(&file, in_frames(pages)).expect("write the copies");
        let process = Process {
            executable: self.0.clone(),
            args: arguments(&file, &folder.path().join("profile"), scheme),
            folder: folder.path().to_owned(),
            memory: None,
            input: Vec::new(),
        };
        let transcript = process.run(&Until::Ended, &Stop::new(), &mut |_| {}).expect("the browser starts");
        let document = transcript.texts(Stream::Stdout).join("\n");
        let found = |frame: usize| {
            let begin = format!("<script type=\"application/json\" id=\"measured-{frame}\">");
            let found = document.split_once(&begin).and_then(|(_, rest)| rest.split_once("</script>"));
            let Some((found, _)) = found else {
                panic!("nothing was measured: {}", transcript.texts(Stream::Stderr).join("\n"))
            };
            serde_json::from_str(found).expect("what was measured")
        };
        (0..pages.len()).map(found).collect()
    }
}

/// Pages in frames of their own, as the browser's window can't be as narrow as a phone.
fn in_frames(pages: &[(usize, &str)]) -> String {
    let frame = |(index, (width, html)): (usize, &(usize, &str))| {
        let html = with_script(html).replace('&', "&amp;").replace('"', "&quot;");
        let style = format!("display:block;border:0;width:{width}px;height:9000px");
        format!("<iframe name=\"measured-{index}\" style=\"{style}\" srcdoc=\"{html}\"></iframe>")
    };
    let frames: String = pages.iter().enumerate().map(frame).collect();
    format!("<!DOCTYPE html><style>:root{{color-scheme:light dark}}</style>{frames}")
}

fn with_script(html: &str) -> String {
    let script = include_str!("measure.js");
    let (head, body) = html.split_once("<head>").expect("a head");
    let listen = "<script>window.complaints=[];onerror=words=>{complaints.push(words)}</script>";
    format!("{head}<head>{listen}{body}<script>{script}</script>")
}

fn arguments(file: &Path, profile: &Path, scheme: Scheme) -> Vec<String> {
    let scheme = match scheme {
        Scheme::Dark => 0,
        Scheme::Light => 1,
    };
    vec![
        "--headless".to_owned(),
        // It is our own page; and the sandbox needs what containers don't give.
        "--no-sandbox".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-dev-shm-usage".to_owned(),
        "--disable-breakpad".to_owned(),
        "--no-first-run".to_owned(),
        "--disable-background-networking".to_owned(),
        "--hide-scrollbars".to_owned(),
        format!("--blink-settings=preferredColorScheme={scheme}"),
        format!("--user-data-dir={}", profile.display()),
        "--window-size=1800,2000".to_owned(),
        "--dump-dom".to_owned(),
        format!("file://{}", file.display()),
    ]
}
