// What the person does, sent to the playground; whatever goes wrong is said in a sentence.

import { change, messages, isMine, state } from "../page/state.js";
import { toast } from "../page/toasts.js";

const UNREACHABLE = "The playground did not answer. Is it still running?";

/** Called with every act that succeeded, as `(body)`. */
export const acted = new Set();

export async function act(body) {
  const answer = await post("/playground/act", { person: state.person, ...body });
  if (!answer.ok) toast(answer.error);
  else for (const tell of acted) tell(body);
  return answer;
}

/** An act the person did not ask for, such as marking as read: its failure is nobody's news. */
export function quietly(body) {
  return post("/playground/act", { person: state.person, ...body });
}

/** Does one thing at a time per key, and shows that it is under way. */
export async function once(key, work) {
  if (state.busy.has(key)) return { ok: false };
  change({ busy: new Set([...state.busy, key]) });
  try {
    return await work();
  } finally {
    change({ busy: new Set([...state.busy].filter((other) => other !== key)) });
  }
}

export async function jump(to) {
  if (state.jumping) return { ok: false };
  change({ jumping: to });
  const answer = await post("/playground/clock", { to });
  change({ jumping: null });
  if (!answer.ok) toast(answer.error);
  else for (const tell of acted) tell({ do: "jump", to });
  return answer;
}

/** Sends what was typed; gives the text back to the box if it never reached the conversation. */
export async function say(place, text, thread, files) {
  const before = new Set(messages().map((message) => message.ts));
  const answer = await act(order(text, thread, files));
  if (!answer.ok && !arrived(text, before)) giveBack(place, text, files);
  return answer;
}

function order(text, thread, files) {
  if (text.startsWith("/") && !files.length) return { do: "command", text };
  const body = { do: "say", text };
  if (thread) body.thread_ts = thread;
  if (files.length) body.files = files;
  return body;
}

function arrived(text, before) {
  return messages().some(
    (message) => isMine(message) && !before.has(message.ts) && plain(message.text) === plain(text),
  );
}

// The server turns @names into ids, so only what both spellings share is compared.
function plain(text) {
  return (text ?? "").replace(/<[^>]*>|@"[^"]*"|@\S+|&\w+;|[&<>\s]/g, "");
}

function giveBack(place, text, files) {
  const draft = state.drafts[place];
  state.drafts[place] = draft ? `${text}\n${draft}` : text;
  if (files.length) state.files[place] = files;
  change({});
}

async function post(path, body) {
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    return answer.ok ? answer : { ok: false, error: answer.error ?? UNREACHABLE };
  } catch {
    return { ok: false, error: UNREACHABLE };
  }
}
