// Steps through the graph of one clock, and gives the milliseconds that each step took from the click until it was painted.
const [clock, walks, most, done] = arguments;
const REPEATED = 3;
const figure = document.querySelector("figure"), { stepper } = figure;
const painted = (act) => new Promise((resolve) => requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel();
  const start = performance.now();
  act();
  port1.onmessage = () => resolve(performance.now() - start);
  port2.postMessage(0);
}));

/** The longest way from each state: its length and its first move. */
function longest(states) {
  const ways = [];
  const open = [0];
  while (open.length) {
    const at = open.at(-1);
    const left = states[at].moves.find(({ to }) => ways[to] === undefined && !open.includes(to));
    if (left) {
      open.push(left.to);
      continue;
    }
    open.pop();
    ways[at] = states[at].moves.reduce((best, { to }, number) =>
      (ways[to] && ways[to][0] + 1 > best[0] ? [ways[to][0] + 1, number] : best), [0, -1]);
  }
  return ways;
}

/** A walk, each step of which makes and times one move, done several times: other programs disturb, so the least counts. */
async function timed(step) {
  const times = [];
  for (let again = 0; again < REPEATED; again++) {
    stepper.go(0);
    for (let number = 0; number < most; number++) {
      const act = step(number);
      if (!act) break;
      times[number] = Math.min(times[number] ?? Infinity, await painted(act));
    }
  }
  return times;
}

(async () => {
  stepper.use(clock);
  stepper.show();
  const { graph } = stepper;
  const times = [];
  for (let walk = 0; walk < walks; walk++) {
    const way = [];
    times.push(...await timed((step) => {
      const buttons = [...figure.querySelectorAll(".s-who button[aria-disabled=false]")];
      way[step] ??= Math.floor(Math.random() * buttons.length);
      return buttons.length && (() => buttons[way[step]].click());
    }));
  }
  const ways = longest(graph.states);
  times.push(...await timed(() => {
    const number = ways[stepper.states[stepper.at]][1];
    return number >= 0 && (() => stepper.choose(number));
  }));
  const goals = [...figure.querySelectorAll(".s-goals button")].filter((button) => !button.hidden).slice(0, 3);
  const jumps = [];
  for (const goal of goals) jumps.push(...await timed((step) => !step && (() => goal.click())));
  done({ states: graph.states.length, times, jumps });
})();
