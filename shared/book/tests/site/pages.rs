use crate::made::{SITE, without_scripts};

/// No page has more bytes than this.
const LARGEST: usize = 1_500_000;

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[test]
fn each_listing_has_a_page_with_its_title_and_its_code() {
    for listing in SITE.catalogue.listings() {
        let page = &SITE.pages[&format!("{}.html", listing.id)];
        let title = format!("{} {}", listing.id, escaped(&listing.title));
        assert!(page.contains(&title), "{title}");
        assert!(page.contains("data-line=\"") && !page.contains("ANCHOR"), "{}", listing.id);
        assert!(page.contains(&format!("cargo xtask run {}", listing.id)), "{}", listing.id);
    }
}

#[test]
fn without_script_there_are_questions_with_answers_then_outputs_and_a_picture() {
    for listing in SITE.catalogue.listings() {
        let page = without_scripts(&SITE.pages[&format!("{}.html", listing.id)]);
        if listing.promise.ends.is_refused() {
            assert!(page.contains("What does the compiler say?") && page.contains("error"), "{}", listing.id);
            continue;
        }
        let place = |part: &str| page.find(part).unwrap_or_else(|| panic!("{}: {part}", listing.id));
        let places = [
            "<figure",
            "class=\"s-code\"",
            "<summary>What can it print?",
            "Output 1, ",
            "class=\"timeline\"",
        ];
        let places = places.map(place);
        assert!(places.is_sorted(), "{}: {places:?}", listing.id);
        if let Some(question) = page.find("<legend>") {
            assert!(page[question..].contains("class=\"q-answer\""), "{}", listing.id);
        }
    }
    let page = without_scripts(&SITE.pages["17-13.html"]);
    assert!(
        page.find("<legend>") < page.find("<summary>What can it print?"),
        "the question comes before the answer"
    );
    assert!(page.contains("2 outputs."), "they are counted");
}

#[test]
fn each_section_names_the_books_and_lists_what_belongs_to_it() {
    let page = &SITE.pages["section-17-2.html"];
    for part in ["https://doc.rust-lang.org/book/ch17-02-", "17-13.html", "17-08-await-each.html"] {
        assert!(page.contains(part), "{part}");
    }
    let table = |name: &str| SITE.pages[name].matches("class=\"listings\"").count();
    assert_eq!(table("section-17-2.html"), 1);
    let listed =
        SITE.pages.iter().filter(|(name, _)| name.starts_with("section-") || name.starts_with("chapter-"));
    let tables: String =
        listed.filter_map(|(_, page)| page.split_once("class=\"listings\"")).map(|(_, rest)| rest).collect();
    for listing in SITE.catalogue.listings() {
        let link = format!("<td><a href=\"{}.html\">", listing.id);
        assert_eq!(tables.matches(&link).count(), 1, "{} is in one table", listing.id);
    }
}

#[test]
fn counterparts_stand_side_by_side() {
    let page = without_scripts(&SITE.pages["16-11-beside-17-13.html"]);
    assert!(page.contains("class=\"comparison\"") && page.matches("class=\"timeline\"").count() >= 2);
    assert!(SITE.pages["17-13.html"].contains("16-11-beside-17-13.html"));
}

#[test]
fn the_fact_check_and_the_costs_are_there() {
    assert!(SITE.pages["facts.html"].contains("does not hold"));
    let costs = &SITE.pages["costs.html"];
    assert!(costs.contains("<svg") && costs.contains("Made-up &lt;R&amp;D&gt;"));
}

#[test]
fn what_has_too_many_states_says_so_on_its_page() {
    assert!(SITE.pages["17-50.html"].contains("There are too many states to go everywhere"));
    assert!(!SITE.pages["17-13.html"].contains("There are too many states to go everywhere"));
}

#[test]
fn no_page_is_too_large() {
    for (name, page) in &SITE.pages {
        assert!(page.len() < LARGEST, "{name} has {} bytes", page.len());
    }
}
