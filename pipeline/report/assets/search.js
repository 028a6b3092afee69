// Search in the reader's own browser: MiniSearch over the index that is loaded as a script.
"use strict";

const SHOWN = 50;
const KINDS = { Doel: 3, Indicator: 1.5, Publicatie: 1.5 };

function folded(term) {
  return term.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

const search = new MiniSearch({
  fields: ["title", "code", "text"],
  storeFields: ["title", "kind", "text", "url", "code"],
  // goal codes (1.2.3) stay whole words
  tokenize: (text) => text.split(/[^\p{L}\p{N}.]+|\.(?!\d)/u).filter(Boolean),
  processTerm: folded,
  searchOptions: {
    boost: { title: 2, code: 4 },
    boostDocument: (id, term, stored) => KINDS[stored.kind] ?? 1,
    prefix: (term) => term.length > 2,
    fuzzy: (term) => (term.length > 5 && !/\d/.test(term) ? 0.2 : false),
    combineWith: "AND",
  },
});
search.addAll(window.doelenboomIndex);

const field = document.getElementById("q");
const count = document.getElementById("aantal");
const list = document.getElementById("gevonden");

function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function result(found) {
  const link = element("a", "result-title", `${found.code} ${found.title}`.trim());
  link.href = found.url;
  const item = document.createElement("li");
  item.append(element("span", "kind", found.kind), link, element("p", "small", found.text));
  return item;
}

function show() {
  const asked = field.value.trim();
  const found = asked ? search.search(asked) : [];
  list.replaceChildren(...found.slice(0, SHOWN).map(result));
  const more = found.length > SHOWN ? `, de eerste ${SHOWN} staan hieronder` : "";
  count.textContent = asked ? `${found.length} ${found.length === 1 ? "resultaat" : "resultaten"}${more}` : "";
  history.replaceState(null, "", asked ? `?q=${encodeURIComponent(asked)}` : location.pathname);
}

function step(event) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const stops = [field, ...list.querySelectorAll("a")];
  const at = stops.indexOf(document.activeElement);
  const next = at < 0 ? undefined : stops[at + (event.key === "ArrowDown" ? 1 : -1)];
  if (next) {
    event.preventDefault();
    next.focus();
  }
}

field.value = new URLSearchParams(location.search).get("q") ?? "";
field.addEventListener("input", show);
field.form.addEventListener("submit", (event) => {
  event.preventDefault();
  show();
});
addEventListener("keydown", step);
show();
if (!field.value) field.focus();
