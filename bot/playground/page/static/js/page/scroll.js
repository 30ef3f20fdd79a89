// Keeps the reader's place: at the bottom if they were there, else on the message they read.

import { quietly } from "../chat/acts.js";
import { change, isInMain, isMine, me, messages, stamp, state } from "./state.js";

const NEAR_PX = 48;
let lastSeen = { person: null, newest: 0 };
let reading = 0;

/** Notes the place in every log before a drawing; gives back what restores it. */
export function notePlaces() {
  const places = [...document.querySelectorAll("[data-log]")].map(place);
  return () => places.forEach((restore) => restore());
}

function place(log) {
  const newest = newestIn(log);
  if (isAtBottom(log)) return () => (newestIn(log) === newest ? sink(log) : settle(log));
  const top = log.getBoundingClientRect().top;
  const anchor = [...log.querySelectorAll("[data-ts]")].find(
    (item) => item.getBoundingClientRect().bottom > top,
  );
  const before = anchor?.getBoundingClientRect().top;
  return () => {
    if (anchor?.isConnected) log.scrollTop += anchor.getBoundingClientRect().top - before;
  };
}

export function isAtBottom(log) {
  return log.scrollHeight - log.clientHeight - log.scrollTop < NEAR_PX;
}

function sink(log) {
  log.scrollTop = log.scrollHeight;
}

function newestIn(log) {
  return [...log.querySelectorAll("[data-ts]")].at(-1);
}

/** Shows what is newest: its end, or its beginning where it is too long for the log. */
function settle(log) {
  const newest = newestIn(log);
  if (newest?.offsetHeight > log.clientHeight) {
    log.scrollTop += newest.getBoundingClientRect().top - log.getBoundingClientRect().top;
  } else sink(log);
  log.wasAtBottom = isAtBottom(log);
}

/** Whether the newest message is on screen, or has at least begun. */
function showsNewest(log) {
  const newest = newestIn(log)?.getBoundingClientRect().top ?? 0;
  return isAtBottom(log) || newest < log.getBoundingClientRect().bottom - NEAR_PX;
}

export function toBottom() {
  const log = document.querySelector('[data-log="main"]');
  if (log) settle(log);
  change({ unseen: 0 });
}

/** Opens every log at its end, and watches its size: a growing box below must not hide the end. */
export function watchLogs() {
  for (const log of document.querySelectorAll("[data-log]:not([data-watched])")) {
    log.dataset.watched = "true";
    settle(log);
    log.onscroll = () => onScroll(log);
    new ResizeObserver(() => log.wasAtBottom && sink(log)).observe(log);
  }
}

function onScroll(log) {
  log.wasAtBottom = isAtBottom(log);
  if (log.wasAtBottom && log.dataset.log === "main" && state.unseen) change({ unseen: 0 });
}

/** Counts what came in below the fold, and follows one's own message to the bottom. */
export function noticeArrivals({ me: person }) {
  const newest = Math.max(0, ...messages().map(stamp));
  const before = lastSeen.person === person ? lastSeen.newest : Infinity;
  lastSeen = { person, newest };
  const arrived = messages().filter((each) => stamp(each) > before && isInMain(each));
  const log = document.querySelector('[data-log="main"]');
  if (arrived.some(isMine)) queueMicrotask(toBottom);
  else if (log && !isAtBottom(log)) change({ unseen: state.unseen + arrived.length });
}

/** Tells the playground that the person has read what is on screen. */
export function markRead() {
  const log = document.querySelector('[data-log="main"]');
  if (!log || document.hidden || !showsNewest(log) || !me()?.unread || reading === state.received) return;
  reading = state.received;
  quietly({ do: "read" });
}
