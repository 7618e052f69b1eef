// Makes each <figure data-schedules> one in which a reader decides who goes next. What it needs lies in the figure as JSON, which
// packed.rs and numbers.rs write; things are named by their places in lists.
"use strict";
(() => {
  const VERSION = 1;
  /** So many steps are in the timeline. */
  const ROWS = 200;
  const READY = 1, ENDED = 4, LOOKS = ["", "can go on", "sleeps", "waits"];

  /** An element with attributes, and texts and elements in it. Text never becomes markup. */
  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key === "onclick" || key === "onchange") element[key] = value;
      else element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  }

  const group = (name, title, ...children) => make("div", { class: name, role: "group", "aria-label": title }, ...children);
  const hue = (lane) => `s-lane l${lane % 6}`;

  /** What is on the screen after a text: whole lines since, and what is under way on either stream, standard output first. */
  function print([lines, ...open], prints) {
    const after = [[...lines], ...open];
    for (const [stream, text] of prints) {
      const parts = (after[1 + stream] + text).split("\n");
      after[1 + stream] = parts.pop();
      after[0].push(...parts.map((line) => [stream, line]));
    }
    return after;
  }

  const BLANK = [[], "", ""];
  const rest = ([, out, err]) => [[1, err], [0, out]].filter(([, text]) => text);

  /** A graph as it was packed, with names, and with the place at which every way begins. */
  function unpack({ stances, changes, deeds, texts, prints, ends, states: numbers, ...graph }) {
    const named = deeds.map(([lane, text, line, print, late, then]) => ({
      lane, text: texts[text], line, print, prints: prints[print], late, then: then.map(([lane, text]) => [lane, texts[text]]),
    }));
    const states = [{ ms: 0, lanes: graph.lanes.map(() => stances[0]) }];
    let next = 0;
    const read = () => numbers[next++];
    for (const state of states) {
      state.ms += read();
      state.lanes = [...state.lanes];
      for (const [lane, stance] of changes[read()]) state.lanes[lane] = stances[stance];
      state.moves = Array.from({ length: read() }, () => {
        const deed = named[read()], since = read();
        return { ...deed, to: since ? states.length - since : states.push({ ms: state.ms, lanes: state.lanes }) - 1 };
      });
      if (!state.moves.length) state.end = ends[read() - 1];
    }
    return { ...graph, states, start: graph.runs.length ? null : start(states, graph.outputs) };
  }

  // A place is a state with what is on the screen, as far as that is the beginning of an output. Each knows where its moves lead,
  // which outputs can still come (a bit each), and which move is the next on the shortest way to each.
  function start(states, outputs) {
    const text = () => ({ lines: new Map(), ends: [], open: new Map() });
    /** What is on the screen: whole lines, which are the beginning of an output, and what is under way. */
    const screen = (node, out, err) => {
      const key = `${out.length} ${out}${err}`;
      if (!node.open.has(key)) node.open.set(key, { node, out, err, after: [], places: [] });
      return node.open.get(key);
    };
    const beyond = (node, lines) => lines.reduce((node, [stream, line]) => node && node.lines.get(stream + line), node);
    const after = ({ node, out, err }, prints) => {
      const [lines, ...open] = print([[], out, err], prints);
      const there = beyond(node, lines);
      return there ? screen(there, ...open) : null;
    };
    const root = text();
    outputs.forEach(([end, lines], output) => {
      let node = root;
      for (const [stream, line] of lines) {
        if (!node.lines.has(stream + line)) node.lines.set(stream + line, text());
        node = node.lines.get(stream + line);
      }
      node.ends.push([end, output]);
    });
    const arrivals = outputs.map(() => []);
    const open = [];
    const place = (state, on) => {
      if (!on.places[state]) open.push((on.places[state] = { state, on, from: [], next: [], can: 0, toward: [] }));
      return on.places[state];
    };
    const first = place(0, screen(root, "", ""));
    for (const here of open) {
      const { on } = here, { moves, end } = states[here.state];
      if (end) for (const [like, output] of beyond(on.node, rest([0, on.out, on.err]))?.ends || []) {
        if (like === end[0]) arrivals[output].push(here);
      }
      here.next = moves.map((move, number) => {
        if (on.after[move.print] === undefined) on.after[move.print] = after(on, move.prints);
        const there = on.after[move.print] && place(move.to, on.after[move.print]);
        if (there) there.from.push([here, number]);
        return there;
      });
    }
    arrivals.forEach((way, output) => {
      for (const here of way) here.can |= 1 << output;
      for (const here of way) for (const [before, number] of here.from) {
        if (before.can >> output & 1) continue;
        before.can |= 1 << output;
        before.toward[output] = number;
        way.push(before);
      }
    });
    return first;
  }

  const leads = (place, output) => place && place.can >> output & 1;

  class Stepper {
    constructor(figure, { id, sum, graphs }) {
      Object.assign(this, { figure, id, sum, packed: graphs, graphs: [] });
      this.code = new Map([...figure.querySelectorAll("[data-line]")].map((line) => [Number(line.dataset.line), line]));
      this.build();
      this.use(0);
      if (!this.read()) this.show();
      addEventListener("hashchange", () => this.read());
    }

    build() {
      const button = (letter, text, onclick) => make("button", { type: "button", onclick }, make("kbd", {}, letter), ` ${text}`);
      const tick = (text, onchange = () => {}) => {
        const box = make("input", { type: "checkbox", onchange });
        return [box, make("label", {}, box, ` ${text}`)];
      };
      const [isSlow, slowly] = tick("one step at a time");
      const [isLate, lately] = tick("wake-ups may come late, as on a busy machine", () => {
        this.use(Number(isLate.checked));
        this.show();
      });
      Object.assign(this, {
        isSlow, isLate,
        who: group("s-who", "Who goes next?"),
        late: group("s-who s-busy", "Only on a busy machine"),
        back: button("u", "Back", () => this.go(this.at - 1)),
        forth: button("f", "Forth", () => this.go(this.at + 1)),
        output: make("pre", { class: "s-output", tabindex: 0, role: "region", "aria-label": "Output so far" }),
        end: make("p", { class: "s-end" }),
        goals: group("s-goals", "Outputs"),
        said: make("p", { class: "s-said" }),
        head: make("tr"),
        rows: make("tbody"),
        log: make("p", { class: "s-log", "aria-live": "polite" }),
      });
      const title = (text) => make("p", { class: "s-title" }, text);
      const table = make("table", {}, make("thead", {}, this.head), this.rows);
      this.timeline = make("div", { class: "s-timeline", tabindex: 0, role: "region", "aria-label": "What happened" }, table);
      const controls = group("s-controls", "Steps", this.back, this.forth, button("r", "Restart", () => this.go(0)),
        button("s", "Surprise me", () => this.surprise()), slowly, ...(this.packed.length > 1 ? [lately] : []));
      const panel = make("div", { class: "s-panel" }, title("Who goes next?"), this.who, this.late, controls,
        title("Output so far"), this.output, this.end, title("Where can this still lead?"), this.goals, this.said);
      const beside = make("div", { class: "s-beside" }, panel);
      const code = this.figure.querySelector("pre");
      code.before(beside);
      beside.prepend(code);
      beside.after(this.timeline, this.log);
      this.figure.classList.add("s-steps");
      this.figure.addEventListener("keydown", (event) => this.key(event));
    }

    /** Begins anew, with the graph of one clock. */
    use(clock) {
      const graph = (this.graphs[clock] ||= unpack(this.packed[clock]));
      Object.assign(this, { graph, clock, at: 0, steps: [], states: [0], screens: [BLANK], places: [graph.start], buttons: new Map() });
      this.never = graph.whole ? "impossible" : "on no way that is here";
      this.isLate.checked = clock > 0;
      // Without a choice there is nothing to do but to go slowly.
      this.isSlow.checked = !graph.states.some(({ moves }) => moves.length > 1);
      const goal = (_, place) => make("button", { type: "button", onclick: () => this.lead(place) }, `output ${place + 1}`);
      this.goals.replaceChildren(...graph.outputs.map(goal));
      const heads = graph.lanes.map(([name], lane) => make("th", { scope: "col", class: hue(lane) }, name));
      this.head.replaceChildren(make("th", { scope: "col" }, "time"), ...heads);
      this.timeline.classList.toggle("s-many", heads.length > 6);
      this.who.replaceChildren();
      this.rows.replaceChildren();
    }

    /** The state after so many steps. */
    state(at = this.at) {
      return this.graph.states[this.states[at]];
    }

    push(number) {
      const move = this.state().moves[number];
      this.steps.length = this.at;
      this.states.length = this.screens.length = this.places.length = this.at + 1;
      this.steps.push(number);
      this.states.push(move.to);
      this.places.push(this.places[this.at] && this.places[this.at].next[number]);
      this.screens.push(print(this.screens[this.at++], move.prints));
    }

    /** Makes a move, and those that are the only ones after it, but for those that let time pass. */
    choose(number) {
      this.push(number);
      for (let moves; !this.isSlow.checked && (moves = this.state().moves).length === 1 && moves[0].lane >= 0; ) this.push(0);
      this.show();
    }

    go(at) {
      if (at >= 0 && at <= this.steps.length) this.at = at;
      this.show();
    }

    /** Goes to an output: on from here if that still leads there, else from the start. */
    lead(place) {
      const run = this.graph.runs.find(([output]) => output === place);
      if (run || !leads(this.places[this.at], place)) this.at = 0;
      if (run) run[1].forEach((number) => this.push(number));
      else for (let number; (number = this.places[this.at].toward[place]) !== undefined; ) this.push(number);
      this.show();
    }

    surprise() {
      if (this.state().end) this.at = 0;
      for (let moves; (moves = this.state().moves).length; ) this.push(Math.floor(Math.random() * moves.length));
      this.show();
    }

    show() {
      this.back.setAttribute("aria-disabled", !this.at);
      this.forth.setAttribute("aria-disabled", this.at === this.steps.length);
      this.showWho();
      this.showCode();
      this.showOutput();
      const gone = this.showGoals();
      this.showTimeline(gone);
      this.tell(gone.get(this.at));
      this.write();
    }

    /** A button for each lane, which stays, so that it keeps the focus. */
    showWho() {
      const { moves, lanes, end } = this.state();
      const used = new Set();
      const put = (parent, key, letter, lane, name, text, line, number) => {
        const onclick = () => number < 0 || this.choose(number);
        const button = this.buttons.get(key) || make("button", { type: "button" });
        this.buttons.set(key, button);
        used.add(button);
        Object.assign(button, { onclick, letter, className: lane < 0 ? "s-time" : hue(lane) });
        button.setAttribute("aria-disabled", number < 0);
        const at = line && !text.includes(`line ${line}`) ? [make("small", {}, ` (line ${line})`)] : [];
        button.replaceChildren(make("kbd", {}, letter), make("span", {}, make("b", {}, name), ` ${text}`, ...at));
        if (button.parentNode !== parent) parent.append(button);
      };
      this.graph.lanes.forEach(([name, letter], lane) => {
        const [at, line, text] = lanes[lane];
        const isOwn = (move) => move.lane === lane && !move.late;
        let more = 0;
        moves.forEach((move, number) =>
          isOwn(move) && put(this.who, `${lane} ${more}`, more++ ? "" : letter, lane, name, move.text, move.line, number));
        if (at && !more) put(this.who, `${lane} 0`, letter, lane, name, end && at !== ENDED ? text || "could still go on" : text, line, -1);
      });
      moves.forEach(({ lane, late, text, line }, number) => {
        const name = lane < 0 ? "clock:" : this.graph.lanes[lane][0];
        if (late) put(this.late, `late ${number}`, "", lane, name, text, line, number);
        else if (lane < 0) put(this.who, "time", "t", lane, name, text, 0, number);
      });
      this.late.hidden = !moves.some(({ late }) => late);
      for (const button of this.buttons.values()) used.has(button) || button.remove();
    }

    showCode() {
      for (const line of this.code.values()) {
        line.classList.remove("s-here");
        line.querySelector(".s-marks")?.remove();
      }
      this.state().lanes.forEach(([at, number], lane) => {
        const line = this.code.get(number);
        if (!line || !at || at === ENDED) return;
        if (at === READY) line.classList.add("s-here");
        if (!line.querySelector(".s-marks")) line.append(make("span", { class: "s-marks" }));
        line.lastChild.append(make("span", { class: hue(lane) }, `${this.graph.lanes[lane][0]} ${LOOKS[at]}`));
      });
    }

    showOutput() {
      const screen = this.screens[this.at];
      const { end } = this.state();
      const lines = [...screen[0], ...rest(screen)];
      const shown = this.output.children;
      let same = 0;
      while (same < lines.length && shown[same]?.line === lines[same]) same++;
      while (shown.length > same) this.output.lastChild.remove();
      const element = (line) => Object.assign(make("span", { class: `s-line${line[0]}` }, `${line[1]}\n`), { line });
      this.output.append(...lines.slice(same).map(element));
      this.output.scrollTop = this.output.scrollHeight;
      this.end.textContent = end ? end[1] : "";
    }

    /** The step since which no way leads to an output; null if one does. */
    gone(output) {
      const step = this.places.findIndex((place) => !leads(place, output));
      return step < 0 || step > this.at ? null : step;
    }

    /** Strikes the outputs that can't come any more, and gives which ones each step struck. */
    showGoals() {
      const { runs, note, outputs } = this.graph;
      const gone = new Map();
      // The first line at which those differ that can still come.
      const alive = outputs.filter((_, output) => runs.length || this.gone(output) === null);
      const line = ([end, lines], at) => (lines[at] ? lines[at][1] : at > lines.length ? "" : end.trim());
      let at = this.screens[this.at][0].length;
      while (alive.length > 1 && new Set(alive.map((output) => line(output, at))).size < 2) at++;
      [...this.goals.children].forEach((button, place) => {
        const name = `output ${place + 1}`;
        const hint = alive.length > 1 && line(outputs[place], at).slice(0, 60);
        if (runs.length) {
          button.hidden = !runs.some(([output]) => output === place);
          return;
        }
        const step = this.gone(place);
        const isGone = step !== null;
        const isHere = !isGone && this.state().end;
        if (step) gone.set(step, [...(gone.get(step) || []), place + 1]);
        button.className = isGone ? "s-gone" : isHere ? "s-there" : "";
        const then = hint && !isGone ? [make("small", {}, ` line ${at + 1}: ${hint}`)] : [];
        button.replaceChildren(isGone ? make("s", {}, name) : make("span", {}, `${isHere ? "✓ " : ""}${name}`, ...then));
        const since = step ? `since step ${step}: ${this.deed(step)}` : "here";
        button.title = isGone ? `${this.never} ${since}` : isHere ? `this is ${name}` : `take me to ${name}`;
        button.setAttribute("aria-label", `${button.textContent}, ${button.title}`);
      });
      const last = Math.max(...gone.keys());
      const lost = gone.get(last) || [];
      const told = lost.length ? `Since step ${last} (${this.deed(last)}), ${this.list(lost)} ${lost.length > 1 ? "are" : "is"} ${this.never}. ` : "";
      this.said.textContent = `${told}${note}`;
      return gone;
    }

    list(outputs) {
      return `output${outputs.length > 1 ? "s" : ""} ${outputs.slice(0, 8).join(", ")}${outputs.length > 8 ? ", …" : ""}`;
    }

    /** The move of a step, counted from 1. */
    move(step) {
      return this.state(step - 1).moves[this.steps[step - 1]];
    }

    deed(step) {
      const { lane, text } = this.move(step);
      return lane < 0 ? text : `${this.graph.lanes[lane][0]} ${text}`;
    }

    /** Rows that are there already stay. */
    showTimeline(gone) {
      const rows = this.rows.children;
      const first = Math.max(0, this.at - ROWS);
      const name = (step) => `${step} ${this.states[step - 1]} ${this.steps[step - 1]}`;
      while (rows.length && rows[0].step <= first) rows[0].remove();
      if (rows.length && rows[0].step > first + 1) this.rows.replaceChildren();
      let step = first + 1;
      while (step <= this.at && rows[step - first - 1]?.name === name(step)) step++;
      while (rows.length > step - first - 1) this.rows.lastChild.remove();
      for (; step <= this.at; step++) this.rows.append(Object.assign(this.row(step, gone.get(step)), { step, name: name(step) }));
      this.timeline.hidden = !this.at;
      this.timeline.scrollTop = this.timeline.scrollHeight;
    }

    row(step, gone) {
      const { lane, text, late, then } = this.move(step);
      const [before, after] = [this.state(step - 1), this.state(step)];
      const time = step === 1 || before.ms !== after.ms ? `${after.ms} ms` : "";
      const cells = after.lanes.map(([at], place) => {
        const texts = then.filter(([who]) => who === place).map(([, text]) => text);
        const own = lane === place ? [text, ...texts] : texts;
        return make("td", { class: `${hue(place)} s-at${at}`, "data-lane": this.graph.lanes[place][0] }, ...own.map((text) => make("span", {}, text)));
      });
      const notes = [late ? "late" : "", gone ? `✗ ${this.list(gone)}` : ""].filter((note) => note);
      return make("tr", {}, make("th", { scope: "row" }, time, ...notes.map((note) => make("small", {}, note))), ...cells);
    }

    tell(gone) {
      const { moves, end } = this.state();
      const next = new Set(moves.map(({ lane }) => (lane < 0 ? "the clock" : this.graph.lanes[lane][0])));
      this.log.textContent = [
        this.at ? `Step ${this.at}: ${this.deed(this.at)}.` : "At the start.",
        gone ? `${this.list(gone)}: ${this.never} now.` : "",
        end ? end[1] : `Next can be: ${[...next].join(", ")}.`,
      ].join(" ");
    }

    /** Letters, where the focus is in the figure. Nobody else hears of those that mean something here. */
    key(event) {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const commands = {
        u: () => this.go(this.at - 1), f: () => this.go(this.at + 1), r: () => this.go(0), s: () => this.surprise(),
        o: () => this.isSlow.click(),
      };
      const button = [...this.who.children].find(({ letter }) => letter && letter === event.key);
      const act = commands[event.key] || (button && button.onclick);
      if (!act) return;
      event.stopPropagation();
      event.preventDefault();
      act();
    }

    /** The way in the address: what was chosen where there was a choice, and how many steps came after the last one. */
    write() {
      let [choices, after] = ["", 0];
      for (let step = 1; step <= this.at; step++) {
        const isChoice = this.state(step - 1).moves.length > 1;
        if (isChoice) choices += `${this.steps[step - 1].toString(36)}.`;
        after = isChoice ? 0 : after + 1;
      }
      const way = `#${this.id}=${VERSION}-${this.sum}-${this.clock}-${choices}-${after}`;
      // Nothing has been chosen yet that would have to be kept.
      if (!this.at && !location.hash) return;
      history.replaceState(null, "", way.replaceAll(".-", "-"));
    }

    /** Goes the way in the address, if it is about this figure; whether it is. */
    read() {
      const [id, way = ""] = location.hash.slice(1).split("=");
      if (id !== this.id || !way) return false;
      const [version, sum, clock, choices, after] = way.split("-");
      const isKnown = Number(version) === VERSION && sum === this.sum && this.packed[clock];
      this.use(isKnown ? Number(clock) : 0);
      if (isKnown) {
        for (const choice of choices.split(".").filter((choice) => choice)) {
          while (this.state().moves.length === 1) this.push(0);
          const number = parseInt(choice, 36);
          if (this.state().moves[number]) this.push(number);
        }
        for (let left = Number(after); left > 0 && this.state().moves.length === 1; left--) this.push(0);
      }
      this.show();
      if (!isKnown) this.said.textContent = "The address is of another version of this page; this is the start.";
      return true;
    }
  }

  for (const figure of document.querySelectorAll("figure[data-schedules]")) {
    const data = figure.querySelector("script[type='application/json']");
    if (data) figure.stepper = new Stepper(figure, JSON.parse(data.textContent));
  }
})();
