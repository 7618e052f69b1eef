//! A reader who walks through the graph of a program in its page, with keys or a finger, and looks whether the page says what the
//! graph says.

use answers::Graph;
use answers::graph::Move;
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::screen::{Screen, Wanted};

const TAB: char = '\u{e004}';
const ENTER: char = '\u{e007}';
const SPACE: char = ' ';
/// More presses than this no reader needs to come to what he looks for.
const PRESSES: usize = 200;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    Keys,
    Finger,
}

impl Hand {
    /// How wide the window is for whoever uses it.
    fn width(self) -> u32 {
        match self {
            Hand::Keys => 1000,
            Hand::Finger => 360,
        }
    }
}

/// A reader, and where he is in the graph.
pub struct Reader<'a> {
    browser: &'a Browser,
    graph: &'a Graph,
    hand: Hand,
    at: usize,
    screen: Screen,
    /// The outputs that the page has buttons for.
    wanted: Vec<Wanted>,
}

impl<'a> Reader<'a> {
    /// Opens a page.
    pub fn open(browser: &'a Browser, address: &str, graph: &'a Graph, hand: Hand) -> Reader<'a> {
        browser.open(address, hand.width());
        let mut reader =
            Reader { browser, graph, hand, at: 0, screen: Screen::default(), wanted: Vec::new() };
        reader.wanted = reader.outputs(0);
        reader
    }

    /// Looks at late wake-ups too.
    pub fn be_late(&mut self) {
        self.use_what("the box for late wake-ups", "[...figure.querySelectorAll('label')].at(-1)");
        self.wanted = self.outputs(1);
    }

    fn outputs(&self, clock: usize) -> Vec<Wanted> {
        let data = self.see("JSON.parse(figure.querySelector('script').textContent).graphs");
        data[clock]["outputs"].as_array().into_iter().flatten().map(Wanted::read).collect()
    }

    /// Makes these moves, one button after the other; what can be done in one way only, the page may do by itself.
    pub fn walk(&mut self, moves: &[usize], mut look: impl FnMut(&Reader<'_>)) {
        let mut left = moves.iter();
        while let Some(number) = left.next() {
            let one = &self.graph.states[self.at].moves[*number];
            self.choose(one);
            self.pass(one);
            while self.is_forced() {
                left.next();
                self.pass(&self.graph.states[self.at].moves[0]);
            }
            self.agrees();
            look(self);
        }
    }

    fn pass(&mut self, one: &Move) {
        self.screen.print(one);
        self.at = one.to;
    }

    fn is_forced(&self) -> bool {
        let moves = &self.graph.states[self.at].moves;
        let goes_slowly = self.see("figure.querySelector('.s-controls input').checked") == json!(true);
        moves.len() == 1 && moves[0].lane.is_some() && !goes_slowly
    }

    /// Presses or touches the button of a move.
    fn choose(&self, one: &Move) {
        let lane = one.lane.map_or("clock:", |lane| &self.graph.lanes[lane].name);
        let group = if one.late { ".s-busy" } else { ".s-who:not(.s-busy)" };
        let does = format!("{} {}", one.deed.does, one.deed.value.clone().unwrap_or_default());
        let button = format!(
            "[...figure.querySelectorAll('{group} button[aria-disabled=false]')].find((button) =>
                button.querySelector('b').textContent === {} && button.textContent.includes({}))",
            json!(lane),
            json!(does.trim())
        );
        self.use_what(&format!("{lane} {does}"), &button);
    }

    /// Uses a control of the page, which a script finds, as readers do.
    pub fn use_what(&self, name: &str, found: &str) {
        let target = self.see(&format!(
            "(() => {{
                const target = window.target = {found};
                if (!target) return null;
                target.scrollIntoView({{ block: 'center' }});
                const box = target.getBoundingClientRect();
                return {{
                    letter: target.querySelector('kbd')?.textContent || '',
                    x: box.x + Math.min(box.width / 2, 30), y: box.y + box.height / 2,
                    isBox: target.tagName === 'LABEL',
                }};
            }})()"
        ));
        assert!(!target.is_null(), "there is no {name}: {}", self.see("figure.innerText"));
        match self.hand {
            Hand::Finger => {
                let middle = |axis: &str| target[axis].as_f64().expect("a number");
                self.browser.touch(middle("x"), middle("y"));
            }
            Hand::Keys => match target["letter"].as_str().and_then(|letter| letter.chars().next()) {
                Some(letter) => {
                    self.tab_to("figure.contains(document.activeElement)");
                    self.browser.press(letter);
                }
                None => {
                    self.tab_to("target.contains(document.activeElement)");
                    self.browser.press(if target["isBox"] == true { SPACE } else { ENTER });
                }
            },
        }
    }

    fn tab_to(&self, is_there: &str) {
        for _ in 0..PRESSES {
            if self.see(is_there) == json!(true) {
                return;
            }
            self.browser.press(TAB);
        }
        panic!("{PRESSES} tabs do not lead to where {is_there}");
    }

    /// What is on the page's screen, and which outputs are struck, is what the graph says.
    pub fn agrees(&self) {
        let shown = self.see(
            "[...figure.querySelector('.s-panel .s-output').children].map((line) => [Number(line.className.slice(-1)), line.textContent])",
        );
        assert_eq!(shown, self.screen.shown(), "what is on the screen");
        if self.graph.runs.is_empty() {
            let can = |wanted: &Wanted| json!(!wanted.can_come(self.graph, self.at, &self.screen));
            let struck: Vec<Value> = self.wanted.iter().map(can).collect();
            let seen = self.see(
                "[...figure.querySelectorAll('.s-goals button')].map((button) => button.className === 's-gone' && !!button.querySelector('s'))",
            );
            assert_eq!(seen, json!(struck), "which outputs are struck, after {:?}", self.screen);
        }
        assert_eq!(self.see("window.complaints || []"), json!([]), "what scripts complain of");
    }

    /// What a lane's button says that has nothing to do.
    pub fn reason(&self, lane: &str) -> String {
        let found = self.see(&format!(
            "[...figure.querySelectorAll('.s-who button[aria-disabled=true]')].find((button) =>
                button.querySelector('b').textContent === {})?.innerText",
            json!(lane)
        ));
        found.as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// How the page says that the program ends.
    pub fn end(&self) -> String {
        self.see("figure.querySelector('.s-end').innerText").as_str().unwrap_or_default().to_owned()
    }

    /// What is on standard output.
    pub fn text(&self) -> String {
        self.screen.text()
    }

    pub fn wanted(&self) -> &[Wanted] {
        &self.wanted
    }

    pub fn restart(&mut self) {
        self.use_what("restart", "[...figure.querySelectorAll('.s-controls button')].find((one) => one.innerText.includes('Restart'))");
        (self.at, self.screen) = (0, Screen::default());
        self.agrees();
    }

    /// Opens the address that the page has now, anew; it shows the same.
    pub fn reload(&self) {
        let seen = "[location.href, figure.querySelector('.s-panel').innerText, figure.querySelector('.s-timeline').innerText]";
        let before = self.see(seen);
        self.browser.open(before[0].as_str().expect("an address"), self.hand.width());
        assert_eq!(self.see(seen), before);
        self.agrees();
    }

    /// The value of an expression in the page, in which `figure` is the program's.
    pub fn see(&self, what: &str) -> Value {
        self.browser
            .run(&format!("const figure = document.querySelector('figure'); return {what}"), Vec::new())
    }
}
