// Finds out what a page looks like, and leaves that as JSON in the page around it.
addEventListener("load", () => {
  const all = selector => [...document.querySelectorAll(selector)];
  // What is folded away has its place, but is not seen.
  const shown = element => element.getClientRects().length > 0 && element.checkVisibility();
  const name = element => {
    const text = element.textContent.trim().slice(0, 30);
    return `${element.tagName} ${element.getAttribute("class") ?? ""} ${text}`;
  };
  const box = element => element.getBoundingClientRect();
  const page = document.documentElement;

  const sideways = () => {
    const scrolls = e => e.clientWidth > 0 && e.scrollWidth > e.clientWidth;
    const sticksOut = e => shown(e) && (box(e).right > page.clientWidth + 0.5 || box(e).left < -0.5);
    const leavesPicture = text => {
      const picture = box(text.closest("svg"));
      return shown(text) && (box(text).right > picture.right + 0.5 || box(text).left < picture.left - 0.5);
    };
    const html = all("body, body *").filter(e => e instanceof HTMLElement).concat(page);
    return [...html.filter(e => scrolls(e) || sticksOut(e)), ...all("svg text").filter(leavesPicture)].map(name);
  };

  const overlapping = () => {
    const cover = (a, b) => {
      const [one, other] = [box(a), box(b)];
      const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      return wide > 1 && high > 1;
    };
    const pairs = elements => elements.flatMap((a, i) =>
      elements.slice(i + 1).filter(b => cover(a, b)).map(b => `${name(a)} | ${name(b)}`));
    const blocks = all("h1, h2, p, th, td, pre, summary, svg").filter(shown);
    const pictures = all("svg").filter(shown);
    return [...pairs(blocks), ...pictures.flatMap(svg => pairs([...svg.querySelectorAll("text")]))];
  };

  // The contrast that the Web Content Accessibility Guidelines ask for.
  const pale = () => {
    const channels = color => color.match(/[\d.]+/g).map(Number);
    const linear = value => value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
    const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    const ground = e => {
      if (e === null) return [255, 255, 255];
      const color = channels(getComputedStyle(e).backgroundColor);
      return color[3] === 0 ? ground(e.parentElement) : color;
    };
    const contrast = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    const ofHtml = e => contrast(light(channels(getComputedStyle(e).color)), light(ground(e)));
    const ofPicture = e => {
      const page = getComputedStyle(e.closest("svg").querySelector(".page")).fill;
      return contrast(light(channels(getComputedStyle(e).fill)), light(channels(page)));
    };
    const html = all("h1, h2, p, th, td, td span, mark, pre, summary").filter(e => shown(e) && e.textContent.trim() !== "");
    return [...html.filter(e => ofHtml(e) < 4.5), ...all("svg text").filter(e => shown(e) && ofPicture(e) < 4.5)].map(name);
  };

  const both = all("tr.alike").map(row => [box(row.querySelector(".code.left")), box(row.querySelector(".code.right"))]);
  const pictures = all("svg").filter(shown);
  const measured = {
    width: innerWidth,
    dark: matchMedia("(prefers-color-scheme: dark)").matches,
    errors: complaints,
    sideways: sideways(),
    overlapping: overlapping(),
    pale: pale(),
    beside: both.filter(([left, right]) => left.top === right.top && right.left >= left.right).length,
    stacked: both.filter(([left, right]) => right.top >= left.bottom && right.left === left.left).length,
    pictures: pictures.length,
    smallest_text: Math.min(...pictures.map(svg => 14 * box(svg).width / svg.viewBox.baseVal.width)),
    text: document.body.innerText.replace(/\s+/g, " "),
  };
  const left = parent.document.createElement("script");
  left.type = "application/json";
  left.id = window.name;
  left.textContent = JSON.stringify(measured).replaceAll("<", "\\u003c");
  parent.document.body.append(left);
});
