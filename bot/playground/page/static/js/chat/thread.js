// A thread, beside the conversation, or over it where there is no room.

import { composer } from "./composer.js";
import { onEscape } from "../page/confirm.js";
import { h } from "../page/dom.js";
import { iconButton } from "../page/icons.js";
import { message } from "./message.js";
import { entries } from "./messages.js";
import { go } from "../page/route.js";
import { messages, state } from "../page/state.js";

export function thread() {
  const ts = state.thread;
  const root = messages().find((each) => each.ts === ts);
  const replies = messages().filter(
    (each) => each.thread_ts === ts && each.ts !== ts && !state.dismissed.has(each.ts),
  );
  return h(
    "aside",
    {
      key: `thread-${ts}`,
      class: "thread",
      "aria-label": "Thread",
      onkeydown: (event) => onEscape(event, closeThread),
      mounted: focusBox,
    },
    h(
      "header",
      { class: "thread-head" },
      state.narrow ? iconButton("back", "Back to the conversation", closeThread) : null,
      h("h2", {}, "Thread"),
      state.narrow ? null : iconButton("close", "Close the thread", closeThread),
    ),
    h(
      "div",
      { class: "log", "data-log": "thread", role: "log", "aria-label": "Replies", tabindex: 0 },
      root
        ? message(root, { inThread: true })
        : h("p", { class: "unsupported" }, "The first message of this thread is gone."),
      h("div", { class: "day", role: "separator" }, h("span", {}, countWords(replies.length))),
      replies.length
        ? entries(replies, { after: root ?? replies[0] })
        : h(
            "p",
            { class: "soft thread-empty" },
            "A reply here goes with the message above, so Baton knows which nudge you mean.",
          ),
    ),
    composer({ place: `${state.person}/${ts}`, thread: ts, label: "Reply in thread" }),
  );
}

function countWords(count) {
  if (!count) return "No replies yet";
  return count === 1 ? "1 reply" : `${count} replies`;
}

function focusBox(panel) {
  if (matchMedia("(hover: hover)").matches) panel.querySelector("textarea")?.focus();
}

function closeThread() {
  const { thread: ts } = state;
  go({ thread: null });
  requestAnimationFrame(() =>
    document.querySelector(`[data-log="main"] [data-ts="${CSS.escape(ts)}"]`)?.focus(),
  );
}
