use stepper::{STYLE, script};

use crate::browser::page;
use crate::program::graph;

#[test]
fn code_outputs_and_picture_stand_there_without_any_script() {
    let page = page(&graph());
    let text = page.split("<script").next().unwrap();
    for part in ["fn", "main", "2 outputs.", "Output 1, returns", "b &lt; a", "<title>a picture</title>"] {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
}

#[test]
fn hostile_text_ends_no_element() {
    let page = page(&graph());
    assert_eq!(page.matches("</script>").count(), 2, "the data's and the script's own");
    assert_eq!(page.matches("<img").count(), 0);
}

#[test]
fn script_and_stylesheet_are_small() {
    let bytes = script().len() + STYLE.len();
    assert!(bytes < 25_000, "{bytes}");
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    let page = page(&graph()).replace("http://www.w3.org/2000/svg", "");
    assert!(!page.contains("http:") && !page.contains("https:"), "{page}");
}
