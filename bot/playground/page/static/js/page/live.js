// The websocket on which the playground pushes what the person sees; it reconnects by itself.

import { change, state } from "./state.js";
import { toast } from "./toasts.js";

const FIRST_PERSON = "U3CAM"; // the coach of the playground's own cast, where the address names nobody
const WAITS = [300, 700, 1500, 3000];
const seen = new Map(); // the last snapshot of each person, shown until the next one comes
let socket = null;
let attempt = 0;
let timer = 0;

/** Looks through the eyes of this person from now on. */
export function look(person, earlier) {
  clearTimeout(timer);
  socket?.close();
  change({ snapshot: seen.get(person) ?? null });
  open(person, earlier);
}

export function tryNow() {
  clearTimeout(timer);
  open(state.person, state.earlier);
}

/** Tells what the latest snapshot is, once `arrived(snapshot)` is wanted elsewhere. */
export const arrivals = new Set();

function open(person, earlier) {
  const mine = new WebSocket(address(person ?? FIRST_PERSON, earlier));
  socket = mine;
  mine.onopen = () => {
    attempt = 0;
  };
  mine.onmessage = (event) => {
    if (mine === socket) receive(JSON.parse(event.data));
  };
  mine.onclose = () => {
    if (mine === socket) lose(person, earlier);
  };
}

function address(person, earlier) {
  const url = new URL("/playground/live", location.href);
  url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  if (person) url.searchParams.set("person", person);
  if (earlier) url.searchParams.set("earlier", earlier);
  return url;
}

function receive(message) {
  if (message.type !== "snapshot") return;
  seen.set(message.me, message);
  change({ snapshot: message, received: performance.now(), link: "open" });
  for (const arrived of arrivals) arrived(message);
}

function lose(person, earlier) {
  change({ link: attempt === 0 && !state.snapshot ? "connecting" : "lost" });
  timer = setTimeout(() => open(person, earlier), WAITS[Math.min(attempt, WAITS.length - 1)]);
  attempt += 1;
  if (!state.snapshot) askWhy(person);
}

// A websocket keeps the reason of a refusal to itself; an ordinary request to the same address says it.
async function askWhy(person) {
  const { pathname, search } = address(person ?? FIRST_PERSON, 0);
  const response = await fetch(pathname + search).catch(() => null);
  const answer = await response?.json().catch(() => null);
  if (!answer?.error || state.person !== person) return;
  clearTimeout(timer);
  toast(answer.error);
  if (person && person !== FIRST_PERSON) {
    change({ person: null });
    look(null, 0);
  } else change({ link: "refused" });
}
