// Puts the page together, and draws it again whenever something changed.

import { quietly } from "../chat/acts.js";
import { clockBar } from "../tools/clock.js";
import { composer } from "../chat/composer.js";
import { question } from "./confirm.js";
import { draw, h } from "./dom.js";
import { noteFocus } from "./focus.js";
import { guide, startGuide, openGuide } from "../tools/guide.js";
import { home } from "../blocks/home.js";
import { icon, iconButton } from "./icons.js";
import { arrivals, look, tryNow } from "./live.js";
import { conversation, typingSign } from "../chat/messages.js";
import { modal } from "../blocks/modal.js";
import { badge, become, botAvatar, drawer, firstName, peoplePanel, personButton } from "../chat/people.js";
import { profile } from "../chat/profile.js";
import { readRoute, settle } from "./route.js";
import { markRead, notePlaces, noticeArrivals, watchLogs } from "./scroll.js";
import { change, me, onChange, remembered, state } from "./state.js";
import { thread } from "../chat/thread.js";
import { startTheme } from "./theme.js";
import { toasts } from "./toasts.js";

const NARROW = matchMedia("(max-width: 51.99rem)");
const MINUTE_MS = 60_000;

const BOOT = {
  connecting: "Opening the playground…",
  lost: "The playground does not answer. Trying again…",
  refused: "Nobody to look through is named in the address. Add one, such as ?as=U1ADA.",
};

function page() {
  if (!state.snapshot) return h("p", { class: "boot" }, BOOT[state.link]);
  const withThread = state.tab === "messages" && state.thread;
  return [
    skipLink(),
    h(
      "div",
      { class: `app${state.narrow ? " narrow" : ""}${withThread ? " with-thread" : ""}` },
      state.narrow ? topBar() : h("div", { class: "side" }, peoplePanel()),
      clockBar(),
      notices(),
      h("main", { class: "main" }, guide(), head(), state.tab === "home" ? home() : talk()),
      withThread ? thread() : null,
    ),
    drawer(),
    modal(),
    profile(),
    question(),
    hasDialog() ? null : toasts(),
  ];
}

/** The first thing Tab finds: past the people and the clock, to what one came for. */
function skipLink() {
  const skip = (event) => {
    event.preventDefault(); // the address after # says which tab is open
    const box = document.querySelector(".main .composer textarea");
    (box ?? document.getElementById("panel-home")).focus();
  };
  const words = state.tab === "home" ? "Skip to the Home tab" : "Skip to the message box";
  return h("a", { class: "skip-link", href: `#${state.tab}`, onclick: skip }, words);
}

function hasDialog() {
  return Boolean(state.question || state.profile || state.snapshot.modals?.length);
}

function topBar() {
  return h("header", { class: "top-bar" }, personButton(), iconButton("guide", "Show the guide", openGuide));
}

function notices() {
  return h(
    "div",
    { class: "notices", role: "status" },
    state.link === "lost" ? lostNotice() : state.snapshot.bot.connected ? null : botNotice(),
  );
}

function lostNotice() {
  return h(
    "p",
    { class: "notice" },
    icon("warning"),
    h("span", {}, "The playground does not answer. What you see may be old; trying again…"),
    h("button", { class: "text-button", type: "button", onclick: tryNow }, "Try now"),
  );
}

function botNotice() {
  const { name } = state.snapshot.bot;
  return h(
    "p",
    { class: "notice" },
    icon("warning"),
    h(
      "span",
      {},
      `${name} is not connected, so nothing is answered. Start it with `,
      h("kbd", {}, "make demo"),
      ", or point a bot at ",
      h("kbd", {}, `SLACK_API_URL=${location.origin}/api/`),
      ".",
    ),
  );
}

function head() {
  const { bot } = state.snapshot;
  const isOn = bot.connected && state.link === "open";
  return h(
    "header",
    { class: "main-head" },
    h(
      "div",
      { class: "bot" },
      botAvatar(),
      h(
        "div",
        {},
        h("h1", {}, bot.name),
        h("p", { class: isOn ? "presence on" : "presence" }, isOn ? "connected" : "not connected"),
      ),
    ),
    h(
      "div",
      { class: "tabs", role: "tablist", "aria-label": `${bot.name}'s tabs`, onkeydown: onTabKey },
      tab("home", "Home", "home"),
      tab("messages", "Messages", "message"),
    ),
  );
}

function tab(name, label, sign) {
  const isOpen = state.tab === name;
  return h(
    "button",
    {
      class: "tab",
      id: `tab-${name}`,
      type: "button",
      role: "tab",
      "aria-selected": isOpen ? "true" : "false",
      "aria-controls": isOpen ? `panel-${name}` : null,
      tabindex: isOpen ? 0 : -1,
      onclick: () => become(state.person, name),
    },
    icon(sign),
    label,
    name === "messages" && !isOpen && me().unread ? badge(me().unread) : null,
  );
}

function onTabKey(event) {
  if (!["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) return;
  event.preventDefault();
  const name = { Home: "home", End: "messages" }[event.key] ?? (state.tab === "home" ? "messages" : "home");
  become(state.person, name);
  document.getElementById(`tab-${name}`).focus();
}

function talk() {
  return h(
    "div",
    { class: "talk", id: "panel-messages", role: "tabpanel", "aria-labelledby": "tab-messages" },
    conversation(),
    typingSign(),
    composer({ place: state.person, label: `Message ${state.snapshot.bot.name}, or / for commands` }),
  );
}

function render() {
  const restore = notePlaces();
  const keepFocus = noteFocus();
  draw(document.getElementById("app"), page());
  for (const field of document.querySelectorAll("[data-grow]")) grow(field);
  restore();
  keepFocus();
  watchLogs();
  markRead();
  document.title = title();
}

function grow(field) {
  if (field.grownFor === field.value) return;
  field.grownFor = field.value;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}

function title() {
  if (!state.snapshot) return "Baton playground";
  const unread = state.snapshot.people.reduce((sum, someone) => sum + someone.unread, 0);
  return `${unread ? `(${unread}) ` : ""}${firstName(me())} and ${state.snapshot.bot.name}, playground`;
}

function onArrival(snapshot) {
  if (!state.person) {
    settle(snapshot.me);
    quietly({ do: "open", tab: state.tab });
  }
  if (state.newSince === null) change({ newSince: snapshot.dm?.last_read ?? "" });
  noticeArrivals(snapshot);
}

function onBack() {
  const route = readRoute();
  const before = state.person;
  change({ ...route, person: route.person ?? before, editing: null, completion: null });
  if (state.person !== before) look(state.person, 0);
}

function start() {
  const route = readRoute();
  startTheme();
  startGuide();
  arrivals.add(onArrival);
  change({ ...route, person: route.person ?? remembered("person"), narrow: NARROW.matches });
  onChange(render);
  NARROW.onchange = () => change({ narrow: NARROW.matches });
  addEventListener("popstate", onBack);
  document.addEventListener("visibilitychange", () => change({}));
  setInterval(() => change({}), MINUTE_MS);
  look(state.person, 0);
  if (state.person) quietly({ do: "open", tab: state.tab });
}

start();
