// What makes the pages handier; they read and print without it.
"use strict";

const root = document.documentElement;

function isDark() {
  return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function themeSwitch(button) {
  const name = () => {
    button.textContent = isDark() ? "Licht" : "Donker";
    button.setAttribute("aria-label", isDark() ? "Licht thema kiezen" : "Donker thema kiezen");
  };
  name();
  button.hidden = false;
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("doelenboom-theme", root.dataset.theme);
    } catch {
      // the choice then holds for this page only
    }
    name();
  });
}

function age(paragraph) {
  const days = Math.floor((Date.now() - Date.parse(paragraph.dataset.made)) / 86400000);
  if (!(days >= 0)) return;
  const said = days === 0 ? "vandaag" : days === 1 ? "gisteren" : `${days} dagen geleden`;
  paragraph.querySelector("[data-age]").textContent = ` (${said})`;
  if (days > 2) paragraph.classList.add("old");
}

function branches(tools) {
  const all = () => tools.parentElement.querySelectorAll("details.branch");
  tools.hidden = false;
  tools.querySelector("[data-open-all]").addEventListener("click", () => all().forEach((d) => (d.open = true)));
  tools.querySelector("[data-close-all]").addEventListener("click", () => all().forEach((d) => (d.open = false)));
}

// a table that fits needs no stop of its own for the keyboard
const fits = new ResizeObserver((entries) => {
  for (const { target } of entries) target.tabIndex = target.scrollWidth > target.clientWidth ? 0 : -1;
});

// -- the number behind the number: the chosen cell, the sums it took part in, what was read from it

function unmark() {
  document.querySelectorAll(".term").forEach((cell) => cell.classList.remove("term"));
  document.querySelectorAll("[data-proof]").forEach((panel) => {
    panel.hidden = true;
    panel.replaceChildren();
  });
}

function mark(fact) {
  fact.querySelectorAll("[data-terms]").forEach((check) => {
    for (const id of check.dataset.terms.trim().split(/\s+/)) document.getElementById(id)?.classList.add("term");
  });
}

function closeButton() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "close";
  button.textContent = "Sluiten";
  button.addEventListener("click", unmark);
  return button;
}

function chosen() {
  unmark();
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id && document.getElementById(id);
  if (!target) return;
  for (let above = target.parentElement; above; above = above.parentElement) if (above.tagName === "DETAILS") above.open = true;
  if (/^t\d+-r\d+-c\d+$/.test(id)) proof(target, id);
  target.scrollIntoView({ block: "start", inline: "nearest", behavior: "instant" });
}

function proof(cell, id) {
  const facts = document.querySelectorAll(`.fact[data-cell="${CSS.escape(id)}"]`);
  const panel = cell.closest(".evidence")?.querySelector("[data-proof]");
  if (!facts.length || !panel) return;
  facts.forEach(mark);
  panel.replaceChildren(closeButton(), ...Array.from(facts, (fact) => fact.cloneNode(true)));
  panel.hidden = false;
}

document.querySelectorAll("[data-theme-switch]").forEach(themeSwitch);
document.querySelectorAll("[data-made]").forEach(age);
document.querySelectorAll("[data-tools]").forEach(branches);
document.querySelectorAll(".scroll").forEach((box) => fits.observe(box));
addEventListener("hashchange", chosen);
addEventListener("keydown", (event) => event.key === "Escape" && unmark());
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((d) => (d.open = true)));
chosen();
