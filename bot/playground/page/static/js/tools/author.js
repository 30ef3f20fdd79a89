// The tracks as their files stand, each day beside what Slack shows of it; drawn anew at each save.

import { draw, h } from "../page/dom.js";
import { framed, keepStill } from "../page/screen.js";
import { change, onChange, state } from "../page/state.js";
import { startTheme, themeSwitch } from "../page/theme.js";

const AGAIN_MS = 1500;
const wanted = new URLSearchParams(location.search).get("track") ?? "";

function page() {
  const { shelf } = state;
  if (!shelf) return h("p", { class: "boot" }, "Reading the tracks…");
  if (!shelf.ok) return h("p", { class: "boot" }, shelf.error);
  return [
    h(
      "header",
      { class: "gallery-head" },
      h("h1", {}, "Writing tracks"),
      h(
        "p",
        { class: "soft" },
        "Save a file, and it is drawn anew here. To answer as a member would: ",
        h("a", { href: "/" }, "the playground"),
        ".",
      ),
      themeSwitch(),
    ),
    h("p", { class: "soft small", role: "status" }, state.link === "lost" ? "The playground does not answer. Trying again…" : ""),
    h(
      "div",
      { class: "workbench" },
      h("nav", { class: "author-tracks", "aria-label": "Tracks" }, h("ul", {}, shelf.tracks.map(entry))),
      h("main", { class: "author-track" }, shelf.track ? track(shelf.track) : invitation(shelf)),
    ),
  ];
}

function entry({ id, title, days, draft, errors, warnings }) {
  return h(
    "li",
    { key: id },
    h("a", { href: `?track=${encodeURIComponent(id)}`, "aria-current": id === wanted ? "page" : null }, title),
    h(
      "p",
      { class: "soft small" },
      `${days} ${days === 1 ? "day" : "days"}`,
      draft ? " · draft" : "",
      errors ? h("span", { class: "to-mend" }, ` · ${errors} to mend`) : "",
      warnings ? ` · ${warnings} to look at` : "",
    ),
  );
}

function invitation({ tracks }) {
  const reads = tracks.length ? "Choose a track." : "There are no tracks yet.";
  return h("p", { class: "boot" }, reads, " Begin one of your own with ", h("kbd", {}, "baton content new ask-first"), ".");
}

function track(shown) {
  return [
    h("h2", {}, shown.title),
    h("p", { class: "soft small" }, shown.file),
    h("section", { class: "author-day", "aria-label": "The header" }, source(shown, 1)),
    shown.days.map(day),
  ];
}

function day(shown) {
  return h(
    "section",
    { key: `day-${shown.name}-${shown.kind}`, class: "author-day", "aria-label": shown.name },
    h("h3", {}, `${shown.name}: ${shown.title || "no title yet"}`),
    h(
      "div",
      { class: "author-sides" },
      source(shown, shown.line),
      h("div", { class: "author-screens" }, shown.screens.length ? shown.screens.map(screen) : unmended()),
    ),
  );
}

function source({ source: text, problems }, first) {
  const wrong = new Map(problems.map(({ line, severity }) => [line, severity]));
  return h(
    "div",
    { class: "author-source" },
    problems.length ? h("ul", { class: "author-problems" }, problems.map(problem)) : null,
    h(
      "ol",
      { class: "author-lines", start: first },
      text.split("\n").map((line, n) =>
        h("li", { class: wrong.get(first + n) ?? "", value: first + n }, h("code", {}, line || " ")),
      ),
    ),
  );
}

function problem({ line, severity, message }) {
  return h("li", { class: severity }, line ? h("b", {}, `Line ${line}: `) : null, message);
}

function unmended() {
  return h("p", { class: "soft" }, "This day is drawn once what is named on its left is mended.");
}

function screen(shown) {
  return h(
    "article",
    { key: shown.id, class: `gallery-piece gallery-${shown.kind}`, "aria-labelledby": `piece-${shown.id}` },
    h(
      "header",
      { class: "gallery-label" },
      h("h4", { id: `piece-${shown.id}` }, shown.name),
    ),
    h("div", { class: "gallery-frame" }, framed(shown)),
  );
}

function render() {
  draw(document.getElementById("author"), page());
}

async function read(seen) {
  const query = new URLSearchParams({ track: wanted, seen });
  const answer = await fetch(`/playground/author?${query}`).catch(() => null);
  return (await answer?.json().catch(() => null)) ?? null;
}

function show(shelf) {
  const [me] = shelf.people ?? [];
  const snapshot = { me: me?.id, people: shelf.people ?? [], groups: [], clock: { now: shelf.now }, bot: {} };
  change({ shelf, link: "open", person: me?.id, snapshot });
}

async function keepReading() {
  for (let seen = ""; ; ) {
    const shelf = await read(seen);
    if (shelf && shelf.stamp !== seen) show(shelf);
    else if (!shelf) change({ link: "lost" });
    if (shelf && !shelf.ok) return;
    seen = shelf?.stamp ?? seen;
    if (!shelf) await new Promise((go) => setTimeout(go, AGAIN_MS));
  }
}

startTheme();
onChange(render);
keepStill();
keepReading();
