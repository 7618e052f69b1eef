//! A browser without a window, driven by its driver.

use std::env;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use fantoccini::actions::{
    Actions, InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, PointerAction, TouchActions,
};
use fantoccini::wd::{TimeoutConfiguration, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use runner::ProcessGroup;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::{self, Runtime};

const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];
const DRIVER: &str = "chromedriver";

/// What scripts complain of is kept.
const LISTEN: &str =
    "window.complaints = []; addEventListener('error', ({ message }) => complaints.push(message))";

/// One session; the driver and all that it started end with it.
pub struct Browser {
    runtime: Runtime,
    client: Client,
    _driver: ProcessGroup,
    _profile: TempDir,
}

/// So long a script or a page may take, as machines are busy.
const PATIENCE: Duration = Duration::from_secs(600);
/// A finger or a key stays down for so long.
const TOUCH: Duration = Duration::from_millis(1);

impl Browser {
    /// Says what is missing where it is not.
    pub fn is_installed() -> bool {
        let is_there = installed(&BROWSERS).is_some() && installed(&[DRIVER]).is_some();
        if !is_there {
            eprintln!("skipped: needs {DRIVER} and one of {}", BROWSERS.join(", "));
        }
        is_there
    }

    pub fn start() -> Browser {
        let (browser, driver) =
            installed(&BROWSERS).zip(installed(&[DRIVER])).expect("a browser and its driver");
        let mut command = Command::new(driver);
        command.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut driver = ProcessGroup::spawn(&mut command).expect("the driver starts");
        let output = driver.leader().stdout.take().expect("the driver's output");
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        let port = |line: String| {
            line.rsplit_once("successfully on port ").map(|(_, port)| port.trim_end_matches('.').to_owned())
        };
        let port = lines.by_ref().find_map(port).expect("the driver says its port");
        std::thread::spawn(move || lines.for_each(drop));
        let profile = tempfile::tempdir().expect("a folder for the profile");
        let runtime = runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let mut builder = ClientBuilder::new(HttpConnector::new());
        if let Value::Object(wanted) = capabilities(&browser, profile.path()) {
            builder.capabilities(wanted);
        }
        let client = runtime
            .block_on(builder.connect(&format!("http://127.0.0.1:{port}")))
            .expect("the driver starts the browser");
        let patience = TimeoutConfiguration::new(Some(PATIENCE), Some(PATIENCE), None);
        runtime.block_on(client.update_timeouts(patience)).expect("the driver can wait");
        let browser = Browser { runtime, client, _driver: driver, _profile: profile };
        browser.tell("Page.addScriptToEvaluateOnNewDocument", json!({"source": LISTEN}));
        browser
    }

    /// Opens a page in a window of this width, as if it had never been opened before.
    pub fn open(&self, address: &str, width: u32) {
        self.tell(
            "Emulation.setDeviceMetricsOverride",
            json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}),
        );
        self.runtime.block_on(self.client.goto("about:blank")).expect("an empty page opens");
        self.runtime.block_on(self.client.goto(address)).expect("the page opens");
    }

    /// What a script returns, which is the body of a function.
    pub fn run(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.runtime
            .block_on(self.client.execute(script, arguments))
            .unwrap_or_else(|error| panic!("{error}: {script}"))
    }

    /// The same for a script that gives what it returns to the function that is its last argument.
    pub fn run_later(&self, script: &str, arguments: Vec<Value>) -> Value {
        let value = self.runtime.block_on(self.client.execute_async(script, arguments));
        value.unwrap_or_else(|error| panic!("{error}: {script}"))
    }

    /// Gives the browser's developer tools a command.
    pub fn tell(&self, command: &str, arguments: Value) -> Value {
        let told = Told { command: command.to_owned(), arguments };
        self.runtime.block_on(self.client.issue_cmd(told)).expect("the browser knows the command")
    }

    /// Presses a key.
    pub fn press(&self, key: char) {
        let keys = KeyActions::new("keys".to_owned());
        self.act(keys.then(KeyAction::Down { value: key }).then(KeyAction::Up { value: key }));
    }

    /// Touches a point of the window with a finger.
    pub fn touch(&self, x: f64, y: f64) {
        let finger = TouchActions::new("finger".to_owned())
            .then(PointerAction::MoveTo { duration: None, x, y })
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(PointerAction::Pause { duration: TOUCH })
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.act(finger);
    }

    fn act(&self, actions: impl Into<Actions>) {
        self.runtime.block_on(self.client.perform_actions(actions)).expect("the browser does that");
    }

    pub fn screenshot(&self) -> Vec<u8> {
        self.runtime.block_on(self.client.screenshot()).expect("a picture of the page")
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The driver's end is the browser's, too; asked first, it puts its files away.
        let _ = self.runtime.block_on(self.client.clone().close());
    }
}

/// A command to the browser's developer tools.
#[derive(Debug)]
struct Told {
    command: String,
    arguments: Value,
}

impl WebDriverCompatibleCommand for Told {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(json!({"cmd": self.command, "params": self.arguments}).to_string()))
    }
}

fn capabilities(browser: &Path, profile: &Path) -> Value {
    let arguments = [
        "--headless",
        // It is our own page; and the sandbox needs what containers don't give.
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-breakpad",
        "--no-first-run",
        "--disable-background-networking",
        "--hide-scrollbars",
        "--touch-events=enabled",
    ];
    let mut arguments: Vec<String> = arguments.map(str::to_owned).into();
    arguments.push(format!("--user-data-dir={}", profile.display()));
    json!({"goog:chromeOptions": {"binary": browser, "args": arguments}})
}

fn installed(names: &[&str]) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = env::var_os("PATH").iter().flat_map(env::split_paths).collect();
    let mut files = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    files.find(|file| file.is_file())
}
