use answers::Clock;
use serde_json::{Value, json};
use stepper::towards;

use crate::browser::Browser;
use crate::reader::{Hand, Reader};
use crate::{Desk, Test};

pub const TESTS: &[Test] = &[
    ("nothing_is_cut_or_covered_or_too_small_to_touch_in_any_width_and_scheme", in_any_width),
    ("each_fault_of_a_page_is_found", each_fault_is_found),
    ("without_script_code_and_outputs_stand_there", without_script),
    ("in_print_code_and_outputs_and_picture_stand_there", in_print),
    ("movement_is_left_out_for_who_asks_for_that", without_movement),
];

/// What is wrong with how the page looks.
pub fn faults(browser: &Browser) -> Vec<String> {
    let found = browser.run(include_str!("measure.js"), Vec::new());
    let kinds = found.as_object().into_iter().flatten();
    kinds
        .flat_map(|(kind, found)| {
            let texts = found.as_array().into_iter().flatten().map(Value::to_string);
            texts.map(move |text| format!("{kind}: {text}")).collect::<Vec<_>>()
        })
        .collect()
}

fn scheme(browser: &Browser, scheme: &str) {
    browser.tell(
        "Emulation.setEmulatedMedia",
        json!({"media": "", "features": [{"name": "prefers-color-scheme", "value": scheme}]}),
    );
}

fn in_any_width(desk: &Desk) {
    for program in ["16-02", "17-13", "16-deadlock", "17-10", "16-15"] {
        let address = desk.book.address(program);
        for width in [360, 1000, 1600] {
            for dark in ["light", "dark"] {
                scheme(&desk.browser, dark);
                desk.browser.open(&address, width);
                assert_eq!(faults(&desk.browser), [""; 0], "{program} at its start, {width} px, {dark}");
                // Somewhere in the middle, and at an end.
                for script in [
                    "stepper.surprise(); stepper.go(stepper.steps.length >> 1)",
                    "stepper.go(stepper.steps.length)",
                ] {
                    desk.browser.run(
                        &format!("const {{ stepper }} = document.querySelector('figure'); {script}"),
                        Vec::new(),
                    );
                    assert_eq!(faults(&desk.browser), [""; 0], "{program}, {width} px, {dark}");
                }
            }
        }
    }
    scheme(&desk.browser, "");
}

fn each_fault_is_found(desk: &Desk) {
    let faulty = [
        ("errors", "<script>no_such_function()</script>"),
        ("cut", "<style>.s-code [data-line]{white-space:pre;overflow:hidden}</style>"),
        ("cut", "<style>.s-who button{height:44px;width:60px;overflow:hidden}</style>"),
        ("sideways", "<style>.s-panel{width:900px}</style>"),
        ("overlapping", "<style>.s-title{margin-bottom:-20px}</style>"),
        ("small", "<style>.s-controls button{min-height:30px!important}</style>"),
        ("pale", "<style>.s-who button{color:#999!important}</style>"),
    ];
    for (kind, fault) in faulty {
        let address = desk.book.changed("16-02", "</body>", &format!("{fault}</body>"));
        desk.browser.open(&address, 360);
        let found = faults(&desk.browser);
        assert!(found.iter().any(|found| found.starts_with(kind)), "{fault}: {found:#?}");
    }
}

fn without_script(desk: &Desk) {
    desk.browser.tell("Emulation.setScriptExecutionDisabled", json!({"value": true}));
    desk.browser.open(&desk.book.address("17-13"), 1000);
    // The driver's own scripts go on running.
    let seen = desk.browser.run(
        "document.querySelector('summary').parentNode.open = true;
         return [document.querySelectorAll('.s-panel').length, document.querySelectorAll('details .s-output').length, document.body.innerText]",
        Vec::new(),
    );
    desk.browser.tell("Emulation.setScriptExecutionDisabled", json!({"value": false}));
    assert_eq!((&seen[0], &seen[1]), (&json!(0), &json!(2)));
    let text = seen[2].as_str().expect("a text");
    for part in ["join3", "2 outputs.", "received 'messages'"] {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
}

fn in_print(desk: &Desk) {
    let graph = desk.book.graph("17-13", Clock::Exact);
    let mut reader = Reader::open(&desk.browser, &desk.book.address("17-13"), &graph, Hand::Keys);
    reader.walk(&towards(&graph, "", None), |_| {});
    let seen = |browser: &Browser| {
        browser.run(
            "const shown = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility() && one.getBoundingClientRect().height > 0).length;
             return ['.s-panel', '.s-timeline', '.s-marks', 'details .s-output', 'details svg', '.s-code [data-line]'].map(shown)",
            Vec::new(),
        )
    };
    let lines = graph.source.iter().filter(|line| !line.contains("// ANCHOR")).count();
    let screen = seen(&desk.browser);
    assert!(screen[0] == 1 && screen[3] == 0, "{screen}");
    desk.browser.tell("Emulation.setEmulatedMedia", json!({"media": "print"}));
    let print = seen(&desk.browser);
    let faults = faults(&desk.browser);
    desk.browser.tell("Emulation.setEmulatedMedia", json!({"media": ""}));
    assert_eq!(print, json!([0, 0, 0, 2, 1, lines]));
    assert_eq!(faults, [""; 0]);
}

fn without_movement(desk: &Desk) {
    desk.browser.tell(
        "Emulation.setEmulatedMedia",
        json!({"media": "", "features": [{"name": "prefers-reduced-motion", "value": "reduce"}]}),
    );
    desk.browser.open(&desk.book.address("17-13"), 1000);
    let moving = desk.browser.run(
        "document.querySelector('.s-who button').click();
         return document.getAnimations().length",
        Vec::new(),
    );
    desk.browser.tell("Emulation.setEmulatedMedia", json!({"media": ""}));
    assert_eq!(moving, 0);
}
