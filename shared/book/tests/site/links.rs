use std::fs;

use crate::made::{SITE, attributes};

/// Where a link may lead out of the site.
const OUT: &str = "https://doc.rust-lang.org/book/";

/// What is wrong with a link of a page.
fn complaint(page: &str, text: &str, link: &str) -> Option<String> {
    if link.starts_with(OUT) {
        return None;
    }
    let (file, fragment) = link.split_once('#').unwrap_or((link, ""));
    // A way through a stepper names the figure that it is in.
    let id = fragment.split('=').next().unwrap_or_default();
    let target = if file.is_empty() { Some(text) } else { SITE.pages.get(file).map(String::as_str) };
    let is_there = if file.is_empty() || file.ends_with(".html") {
        target.is_some_and(|target| id.is_empty() || target.contains(&format!("id=\"{id}\"")))
    } else {
        !file.contains(':') && !file.starts_with('/') && SITE.folder.join(file).is_file()
    };
    (!is_there).then(|| format!("{page}: {link}"))
}

fn complaints(page: &str, text: &str) -> Vec<String> {
    let links = ["href", "src"].iter().flat_map(|name| attributes(text, name));
    links.filter_map(|link| complaint(page, text, link)).collect()
}

#[test]
fn each_link_leads_to_what_is_there_or_to_the_book() {
    let wrong: Vec<String> = SITE.pages.iter().flat_map(|(name, text)| complaints(name, text)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    for broken in
        ["17-99.html", "https://example.org/", "//example.org/a.js", "/17-13.html", "17-13.html#17-12=1"]
    {
        assert_eq!(complaints("a", &format!("<a href=\"{broken}\">")).len(), 1, "{broken}");
    }
}

#[test]
fn ways_into_steppers_belong_to_the_figures_that_are_there() {
    let page = &SITE.pages["17-13.html"];
    let ways: Vec<&str> =
        attributes(page, "href").into_iter().filter(|link| link.starts_with("#17-13=")).collect();
    assert!(ways.len() >= 4, "{ways:?}");
    let sum = ways[0].split('-').nth(2).unwrap();
    assert!(page.contains(&format!("\"sum\":\"{sum}\"")), "{sum}");
}

#[test]
fn styles_load_nothing_from_elsewhere() {
    let mut folders = vec![SITE.folder.clone()];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.file_name().unwrap().to_str().unwrap();
            let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
            if name.ends_with(".css") {
                let elsewhere =
                    text.contains("url(http") || text.contains("url(//") || text.contains("@import");
                assert!(!elsewhere, "{}", path.display());
            }
            if name.starts_with("schedules") {
                let asks =
                    ["fetch(", "XMLHttpRequest", "import(", "://"].iter().find(|word| text.contains(**word));
                assert_eq!(asks, None, "{}", path.display());
            }
        }
    }
    // mdBook's script asks the playground about programs that can be sent there.
    assert!(SITE.pages.values().all(|page| !page.contains("class=\"playground\"")));
}
