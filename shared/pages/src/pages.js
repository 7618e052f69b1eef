// Checks the answers to questions; what is right or wrong, and why, stands in each form. Links lead into steppers.
"use strict";
(() => {
  // Beside the code, who is asked comes before who goes next.
  for (const asked of document.querySelectorAll("figure .s-ask")) {
    asked.closest("figure").querySelector(".s-panel")?.prepend(asked);
  }
  for (const link of document.querySelectorAll("a.q-see")) {
    const figure = document.getElementById(link.hash.slice(1).split("=")[0]);
    link.addEventListener("click", () => figure?.querySelector(".s-who")?.scrollIntoView({ block: "center" }));
  }
  for (const form of document.querySelectorAll("form.q")) {
    const [button, verdict, details] = ["button", "output", "details"].map((name) => form.querySelector(name));
    const reasons = [...details.querySelectorAll("[data-choice]")];
    const wanted = Number(form.dataset.right);
    button.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const given = [...form.querySelectorAll("input:checked")].map(({ value }) => value);
      if (given.length !== wanted) {
        verdict.textContent = wanted === 1 ? "Choose one first." : `Choose ${wanted} first.`;
        return;
      }
      const isRight = ({ dataset }) => dataset.is === "right";
      const missed = reasons.filter((reason) => isRight(reason) !== given.includes(reason.dataset.choice));
      verdict.textContent = missed.length ? "✗ Not so." : "✓ Right.";
      verdict.className = `q-verdict ${missed.length ? "q-wrong" : "q-right"}`;
      for (const reason of reasons) reason.hidden = !isRight(reason) && !given.includes(reason.dataset.choice);
      details.open = true;
    });
    form.addEventListener("change", () => {
      verdict.textContent = "";
    });
    details.addEventListener("toggle", () => {
      if (!details.open) for (const reason of reasons) reason.hidden = false;
    });
  }
})();
