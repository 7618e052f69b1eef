use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

use browser::{Browser, Measured, Scheme};

/// A browser without a window.
mod browser;

const WIDTHS: [usize; 3] = [400, 1000, 1600];

/// Removed when dropped.
struct Page {
    folder: TempDir,
    html: String,
}

impl Page {
    fn of(id: &str) -> Page {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("page.html");
        let workspace = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.args(["compare", id, "--html"]).arg(&file).current_dir(workspace).assert().success();
        Page { html: fs::read_to_string(file).unwrap(), folder }
    }

    fn folder(&self) -> &Path {
        self.folder.path()
    }
}

/// What is measured of a page in each size and scheme.
fn measured(browser: &Browser, page: &Page) -> Vec<(usize, Scheme, Measured)> {
    let settings = WIDTHS.into_iter().flat_map(|width| [(width, Scheme::Light), (width, Scheme::Dark)]);
    let measure =
        |(width, scheme)| (width, scheme, browser.measure(page.folder(), &page.html, width, scheme));
    settings.map(measure).collect()
}

#[test]
fn a_page_needs_nothing_else() {
    for id in ["17-13", "16-02"] {
        let html = Page::of(id).html;
        for outside in ["src=", "href=", "url(", "@import", "<script", "<link", "javascript:", "onload="] {
            assert!(!html.contains(outside), "{id}: {outside}");
        }
        let addresses = html.matches("http").count();
        assert_eq!(addresses, html.matches("xmlns=\"http://www.w3.org/2000/svg\"").count(), "{id}");
    }
}

#[test]
fn a_page_reads_well_in_each_size_and_scheme() {
    let Some(browser) = Browser::find() else { return };
    let texts = [
        (
            "17-13",
            ["16-11 beside 17-13", "async move", "2 outputs, exhaustive", "one task", "tie at 1500 ms"],
        ),
        (
            "16-02",
            [
                "16-02 beside 17-07",
                "spawn_task",
                "16 outputs, exhaustive",
                "thread 1",
                "returns after 4500 ms",
            ],
        ),
    ];
    for (id, texts) in texts {
        for (width, scheme, page) in measured(&browser, &Page::of(id)) {
            let at = format!("{id}, {width}, {scheme:?}: {page:#?}");
            assert_eq!((page.width, page.dark), (width, scheme == Scheme::Dark), "{at}");
            assert!(page.faults().is_empty(), "{at}");
            assert_eq!(page.beside > 0, width >= 1000, "{at}");
            assert_eq!(page.stacked > 0, width < 1000, "{at}");
            assert_eq!(page.pictures, 2, "{at}");
            // Of twelve pixels at most a tenth less.
            assert!(page.smallest_text >= 10.8, "{at}");
            for text in texts.iter().filter(|text| **text != "one task" || width == 1600) {
                assert!(page.text.contains(text), "no {text:?} at {at}");
            }
        }
    }
}

#[test]
fn a_page_that_does_not_is_found_out() {
    let Some(browser) = Browser::find() else { return };
    let page = Page::of("16-02");
    let breaks = [
        ("errors", "<script>no_such_function()</script>"),
        ("sideways", "<style>.code{white-space:pre}wbr{display:none}</style>"),
        ("sideways", "<style>.code{display:block;overflow:auto;white-space:pre}wbr{display:none}</style>"),
        ("sideways", "<style>svg{max-width:none;width:500px}</style>"),
        ("overlapping", "<style>h2{margin-top:-60px}</style>"),
        ("overlapping", "<style>.timeline text{font-size:24px}</style>"),
        ("pale", "<style>mark{color:#999}</style>"),
    ];
    for (fault, break_it) in breaks {
        let html = page.html.replace("</head>", &format!("{break_it}</head>"));
        let measured = browser.measure(page.folder(), &html, 400, Scheme::Light);
        assert!(measured.faults().contains(&fault), "{break_it}: {measured:#?}");
    }
    let sound = browser.measure(page.folder(), &page.html, 400, Scheme::Light);
    assert!(sound.faults().is_empty(), "{sound:#?}");
}
