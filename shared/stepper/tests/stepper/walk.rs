use crate::browser::{after, page};
use crate::program::graph;

/// What is on the screen, how the outputs look, and where this is.
const SEEN: &str = "return [figure.querySelector('.s-output').innerText.trim().split('\\n'),
    [...figure.querySelectorAll('.s-goals button')].map((one) => one.innerText + ' ' + one.title), location.hash]";

#[test]
fn a_walk_by_keys_prints_what_is_chosen_and_strikes_what_cannot_come_any_more() {
    let script = format!("press('a'); press('c'); {SEEN}");
    let Some(seen) = after(&page(&graph()), "", &script) else { return };
    assert!(seen.starts_with("[[\"b < a\",\"</script>\"]"), "{seen}");
    assert!(seen.contains("output 1 impossible since step 2: other prints “b < a”"), "{seen}");
    assert!(seen.contains("✓ output 2 this is output 2"), "{seen}");
}

#[test]
fn a_graph_without_a_move_makes_its_output_impossible() {
    let mut broken = graph();
    broken.states[1].moves.pop();
    let Some(seen) = after(&page(&broken), "", SEEN) else { return };
    assert!(seen.contains("output 1 take me to output 1"), "{seen}");
    assert!(seen.contains("output 2 impossible here"), "{seen}");
}

#[test]
fn back_at_the_start_everything_is_possible_again() {
    let script = format!("press('a'); press('c'); press('r'); {SEEN}");
    let Some(seen) = after(&page(&graph()), "", &script) else { return };
    assert!(seen.contains("take me to output 1") && seen.contains("take me to output 2"), "{seen}");
    let Some(forth) = after(
        &page(&graph()),
        "",
        "press('a'); press('b'); press('u'); press('u'); press('f'); return stepper.at",
    ) else {
        return;
    };
    assert_eq!(forth, "2");
}

#[test]
fn an_address_leads_back_to_where_it_was_taken() {
    let page = page(&graph());
    let Some(address) = after(&page, "", "press('o'); press('a'); press('c'); return location.hash") else {
        return;
    };
    let address = address.trim_matches('"').to_owned();
    let there = after(&page, &address, SEEN).unwrap();
    assert!(there.starts_with("[[\"b < a\"]") && there.contains(&address), "{there}");
    let broken = address.replace("=1-", "=9-");
    let there =
        after(&page, &broken, "return [stepper.at, figure.querySelector('.s-said').innerText]").unwrap();
    assert_eq!(there, "[0,\"The address is of another version of this page; this is the start.\"]");
    let hostile =
        "for (const hash of ['#two=<img>', '#two=1-%00-0-zzz.9.x-99999', '#two', '#=', '#two=1----', '#%']) {
            location.hash = hash;
            stepper.read();
        }
        return [document.images.length, stepper.at]";
    assert_eq!(after(&page, "", hostile).unwrap(), "[0,0]");
}

#[test]
fn who_cannot_go_next_has_a_button_that_says_why_and_does_nothing() {
    let script = "press('a'); const main = button('main'); main.click();
        return [main.getAttribute('aria-disabled'), main.innerText.replace(/\\s+/g, ' '), stepper.at]";
    let Some(seen) = after(&page(&graph()), "", script) else { return };
    assert_eq!(seen, "[\"true\",\"a main waits for the others to end (line 1)\",1]");
}

#[test]
fn an_output_that_is_clicked_is_come_to() {
    let script = format!("press('a'); figure.querySelectorAll('.s-goals button')[1].click(); {SEEN}");
    let Some(seen) = after(&page(&graph()), "", &script) else { return };
    assert!(seen.starts_with("[[\"b < a\",\"</script>\"]"), "{seen}");
    let script =
        format!("press('a'); press('b'); figure.querySelectorAll('.s-goals button')[1].click(); {SEEN}");
    assert!(after(&page(&graph()), "", &script).unwrap().starts_with("[[\"b < a\",\"</script>\"]"));
}

#[test]
fn keys_that_mean_nothing_here_are_left_to_others() {
    let script = "let heard = []; document.addEventListener('keydown', (event) => heard.push(event.key));
        ['ArrowRight', 's', 'w'].forEach(press); return heard";
    let Some(heard) = after(&page(&graph()), "", script) else { return };
    assert_eq!(heard, "[\"ArrowRight\",\"w\"]");
}
