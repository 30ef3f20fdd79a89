// Everything the page knows, in one object; a change anywhere draws the page once.

const watchers = new Set();
let scheduled = false;

export const state = {
  person: null, // whose eyes we look through
  tab: "messages",
  thread: null, // ts of the open thread's first message
  link: "connecting", // to the playground: connecting | open | lost | refused
  snapshot: null, // what the server last said this person sees
  received: 0, // when, on performance.now()
  earlier: 0, // how many older messages were asked for
  narrow: false,
  drawer: false,
  drafts: {}, // half-typed text, by place
  files: {}, // chosen files, by place
  completion: null, // open completion list
  editing: null, // { ts, text }
  held: {}, // what was chosen in blocks, by scope, block and action
  problems: {}, // what is wrong in a modal, by view and block
  busy: new Set(), // acts under way
  question: null, // open confirmation
  profile: null, // whose account is being changed
  toasts: [],
  dismissed: new Set(), // ephemeral messages put away
  newSince: null, // ts: what was read when this person was opened
  unseen: 0, // messages below the fold
  jumping: null, // clock jump under way
  guide: null,
  theme: "system",
};

export function change(patch) {
  Object.assign(state, patch);
  if (scheduled) return;
  scheduled = true;
  queueMicrotask(tell);
}

export function onChange(watcher) {
  watchers.add(watcher);
}

function tell() {
  scheduled = false;
  for (const watcher of watchers) watcher();
}

/** The person we look through, as the snapshot describes them. */
export function me() {
  return person(state.snapshot?.me);
}

export function person(id) {
  return state.snapshot?.people.find((someone) => someone.id === id);
}

export function messages() {
  return state.snapshot?.dm?.messages ?? [];
}

export function isMine(message) {
  return !message.bot && message.user === state.snapshot.me;
}

/** Whether a message stands in the conversation itself, not only in a thread of it. */
export function isInMain({ ts, thread_ts: thread }) {
  return (!thread || thread === ts) && !state.dismissed.has(ts);
}

/** When a message stands in the conversation, in seconds; an ephemeral one has an id for a ts. */
export function stamp({ ts, at }) {
  return Number(ts) || Date.parse(at) / 1000;
}

/** The clock of the playground right now, as a Date. */
export function now() {
  const clock = state.snapshot?.clock;
  if (!clock) return new Date();
  const passed = (clock.running ?? clock.mode === "real") ? performance.now() - state.received : 0;
  return new Date(Date.parse(clock.now) + passed);
}

export function remember(name, value) {
  try {
    localStorage.setItem(`baton.${name}`, value);
  } catch {
    // Storage may be switched off; the choice then lasts as long as the page.
  }
}

export function remembered(name) {
  try {
    return localStorage.getItem(`baton.${name}`);
  } catch {
    return null;
  }
}
