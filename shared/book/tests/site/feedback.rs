use std::fs;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::made::SITE;

/// What Chromium may be called.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// Answers the first question of a page, once wrong and once right, and follows all links of its feedback.
const ANSWERS: &str = r#"
const form = document.querySelector("form.q");
const [wrong, right] = ["wrong", "right"].map((is) => [...form.querySelectorAll(`[data-is="${is}"]`)]);
const input = ({ dataset }) => form.querySelector(`input[value="${dataset.choice}"]`);
const answer = (choices) => {
  for (const one of form.querySelectorAll("input")) one.checked = choices.some((choice) => input(choice) === one);
  form.requestSubmit();
  return form.querySelector("output").textContent;
};
(async () => {
  const found = { nothing: answer([]), wrong: answer([wrong[0], ...right].slice(0, right.length)) };
  Object.assign(found, { told: form.querySelector("details").open, hidden: wrong[1].hidden, right: answer(right), seen: [] });
  for (const choice of [...wrong, ...right]) {
    choice.querySelector("a.q-see").click();
    await new Promise((done) => setTimeout(done, 100));
    const output = document.querySelector(".s-panel > .s-output").textContent;
    found.seen.push([choice.dataset.is, output, input(choice).parentNode.querySelector("pre").textContent]);
  }
  document.title = `result:${JSON.stringify(found)}:end`;
})();
"#;

/// What a script finds out in a page; `None`, and a word about it, where there is no browser.
fn found(page: &str, script: &str) -> Option<Value> {
    let is_there = |name: &&&str| {
        Command::new(name).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
    };
    let Some(browser) = NAMES.iter().find(is_there) else {
        eprintln!("skipped: there is no Chromium to open the page with");
        return None;
    };
    let temp = tempfile::tempdir().unwrap();
    let path = SITE.folder.join("probe.htm");
    let script = format!("<script>addEventListener(\"load\", () => {{{script}}});</script></body>");
    fs::write(&path, SITE.pages[page].replace("</body>", &script)).unwrap();
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000", "--dump-dom"])
        .arg(format!("--user-data-dir={}", temp.path().display()))
        .arg(format!("file://{}", path.display().to_string().replace(' ', "%20")))
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .unwrap();
    fs::remove_file(&path).unwrap();
    let document = String::from_utf8(output.stdout).unwrap();
    let (_, result) = document.split_once("result:").unwrap_or_else(|| panic!("no result: {document:.2000}"));
    let result = result.split(":end").next().unwrap();
    let plain =
        result.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    Some(serde_json::from_str(&plain).unwrap())
}

#[test]
fn feedback_says_what_is_so_and_leads_to_where_an_answer_parts_from_what_can_be() {
    let Some(found) = found("17-13.html", ANSWERS) else { return };
    assert_eq!(found["nothing"], "Choose 2 first.");
    assert_eq!((&found["wrong"], &found["right"]), (&"✗ Not so.".into(), &"✓ Right.".into()));
    assert_eq!((&found["told"], &found["hidden"]), (&true.into(), &true.into()));
    let seen: Vec<[&str; 3]> = found["seen"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| [0, 1, 2].map(|part| one[part].as_str().unwrap()))
        .collect();
    assert_eq!(seen.len(), 4);
    for [is, output, choice] in seen {
        assert!(choice.starts_with(output), "{choice:?} is printed as far as it can be: {output:?}");
        assert_eq!(is == "right", output == choice, "{is}: {output:?}");
    }
    let parts =
        found["seen"].as_array().unwrap().iter().filter(|one| one[0] == "wrong" && one[1] != "").count();
    assert!(parts > 0, "a wrong answer begins as one does that can be");
}
