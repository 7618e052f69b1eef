use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use answers::Graph;
use stepper::Figure;

/// What Chromium may be called.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// The page of a program.
pub fn page(graph: &Graph) -> String {
    let title = "two </script><img src=x>".to_owned();
    let timeline = "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>a picture</title></svg>";
    Figure { id: "two".to_owned(), title, graph, late: None, timeline }.page()
}

/// Opens a page at an address in a browser, has a script do something there, and gives what that makes of it; `None`, and a
/// word about it, where there is no browser. In the script, `stepper` is the figure's, `press` presses a key there, and `button`
/// gives what is on the button of a lane.
pub fn after(page: &str, address: &str, script: &str) -> Option<String> {
    let Some(browser) = browser() else {
        eprintln!("skipped: there is no Chromium to open the page with");
        return None;
    };
    let folder = tempfile::tempdir().expect("a folder for the page can be made");
    let harness = format!(
        "<script>{{const figure = document.querySelector('figure'), stepper = figure.stepper;
         const press = (key) => figure.querySelector('button').dispatchEvent(
             new KeyboardEvent('keydown', {{key, bubbles: true, cancelable: true}}));
         const button = (name) => [...figure.querySelectorAll('.s-who button')].find((one) => one.querySelector('b').textContent === name);
         document.title = 'result:' + JSON.stringify((() => {{ {script} }})()) + ':end';}}</script></body>"
    );
    let path = folder.path().join("page.html");
    fs::write(&path, page.replace("</body>", &harness)).expect("the page can be written");
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"])
        .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
        .arg(format!("file://{}{address}", path.display()))
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .expect("the browser can be started");
    let dom = String::from_utf8_lossy(&output.stdout).into_owned();
    let result = dom.split("result:").nth(1).and_then(|rest| rest.split(":end").next());
    Some(
        result
            .unwrap_or_else(|| panic!("the script gave nothing: {dom}"))
            .replace("&lt;", "<")
            .replace("&gt;", ">"),
    )
}

fn browser() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    NAMES
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|file| file.is_file())
}
