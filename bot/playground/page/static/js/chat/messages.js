// The conversation with Baton, newest last: days, groups, and what is new.

import { h, keep } from "../page/dom.js";
import { emptyConversation } from "../page/empty.js";
import { icon } from "../page/icons.js";
import { look } from "../page/live.js";
import { message } from "./message.js";
import { change, isInMain, isMine, me, messages, now, stamp, state } from "../page/state.js";
import { toBottom } from "../page/scroll.js";
import { dayKey, dayName, fullDate } from "../page/time.js";

const GROUP_MS = 5 * 60 * 1000;
const EARLIER = 200;

// Typing in the box below draws the page; the messages are described anew only when they may differ.
const keptEntries = keep(() => entries(messages().filter(isInMain)));

export function conversation() {
  const { snapshot, editing, held, busy, dismissed, newSince } = state;
  const shown = keptEntries(snapshot, editing, held, busy, dismissed, newSince);
  return h(
    "div",
    { class: "log-frame" },
    h(
      "div",
      {
        key: `log-${state.person}`,
        class: "log",
        "data-log": "main",
        role: "log",
        "aria-label": "Messages with Baton",
        tabindex: 0,
        onkeydown: onLogKey,
      },
      h(
        "div",
        { class: "log-column" },
        state.snapshot.dm?.earlier ? earlierButton() : null,
        shown.length ? shown : emptyConversation(),
      ),
    ),
    state.unseen ? newPill() : null,
  );
}

/** Messages with a divider before each new day and the first unread one; in a thread, `after` its root. */
export function entries(shown, { after = null } = {}) {
  let previous = after;
  return shown.map((each) => {
    const parts = [dayDivider(previous, each), after ? null : newDivider(previous, each)].filter(Boolean);
    const follows = !parts.length && previous !== after && isFollowing(previous, each);
    previous = each;
    return [...parts, message(each, { follows, inThread: Boolean(after) })];
  });
}

function isFollowing(previous, { user, bot, ephemeral, at, command }) {
  if (!previous || command || previous.user !== user || previous.bot !== bot) return false;
  if (Boolean(ephemeral) !== Boolean(previous.ephemeral) || ephemeral) return false;
  return Date.parse(at) - Date.parse(previous.at) < GROUP_MS;
}

function dayDivider(previous, { at }) {
  const { tz } = me();
  const date = new Date(at);
  if (previous && dayKey(new Date(previous.at), tz) === dayKey(date, tz)) return null;
  return h(
    "div",
    { key: `day-${dayKey(date, tz)}`, class: "day", role: "separator" },
    h("span", { title: fullDate(date, tz) }, dayName(date, tz, now())),
  );
}

function newDivider(previous, each) {
  const since = Number(state.newSince);
  if (!since || !previous || isMine(each) || stamp(each) <= since || stamp(previous) > since) return null;
  return h("div", { key: "new", class: "day new", role: "separator" }, h("span", {}, "New"));
}

function earlierButton() {
  const more = () => {
    change({ earlier: state.earlier + EARLIER });
    look(state.person, state.earlier);
  };
  return h("button", { class: "button earlier", type: "button", onclick: more }, "Show earlier messages");
}

function newPill() {
  return h(
    "button",
    { class: "new-pill", type: "button", onclick: toBottom },
    icon("down"),
    state.unseen === 1 ? "1 new message" : `${state.unseen} new messages`,
  );
}

function onLogKey(event) {
  if (event.target !== event.currentTarget || event.key !== "ArrowUp") return;
  event.preventDefault();
  [...event.currentTarget.querySelectorAll("[data-ts]")].at(-1)?.focus();
}

export function typingDots() {
  return h("span", { class: "typing-dots", "aria-hidden": "true" }, h("i", {}), h("i", {}), h("i", {}));
}

/** "Baton is typing", while it is or while something of mine awaits its answer. */
export function typingSign() {
  const isThere = state.snapshot.bot.connected && state.link === "open";
  const isAwaited =
    state.snapshot.dm?.typing || messages().some((each) => isMine(each) && each.delivery === "sending");
  return h(
    "p",
    { class: "typing", role: "status" },
    isThere && isAwaited
      ? [
          typingDots(),
          `${state.snapshot.bot.name} is typing…`,
        ]
      : null,
  );
}
