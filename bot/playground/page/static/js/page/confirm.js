// A question that must be answered before something happens.

import { h } from "./dom.js";
import { plainText, textObject } from "../chat/mrkdwn.js";
import { change, state } from "./state.js";
import { toasts } from "./toasts.js";

/** Asks with a Slack confirmation object; resolves to true if the person goes ahead. */
export function ask({ title, text, confirm, deny, style }) {
  return new Promise((resolve) => {
    const answer = (yes) => {
      change({ question: null });
      resolve(yes);
    };
    change({ question: { title, text, confirm, deny, style, answer } });
  });
}

export function question() {
  if (!state.question) return null;
  const { title, text, confirm, deny, style, answer } = state.question;
  return h(
    "dialog",
    {
      key: "question",
      class: "dialog question",
      "aria-labelledby": "question-title",
      mounted: (dialog) => dialog.showModal(),
      removed: (dialog) => dialog.close(),
      onkeydown: (event) => onEscape(event, () => answer(false)),
      oncancel: (event) => onCancel(event, () => answer(false)),
      onclose: () => state.question?.answer(false),
    },
    h("h2", { id: "question-title" }, title ? plainText(title) : "Are you sure?"),
    h("div", { class: "prose" }, textObject(text)),
    toasts(),
    h(
      "footer",
      { class: "dialog-foot" },
      h(
        "button",
        { class: "button", type: "button", onclick: () => answer(false) },
        deny ? plainText(deny) : "Cancel",
      ),
      h(
        "button",
        {
          class: `button ${style === "danger" ? "danger" : "primary"}`,
          type: "button",
          onclick: () => answer(true),
        },
        confirm ? plainText(confirm) : "Yes",
      ),
    ),
  );
}

/** Leaves on Escape, unless something further in is open, which the browser closes first. */
export function onEscape(event, leave) {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  event.stopPropagation();
  if (event.currentTarget.querySelector(":popover-open")) return;
  event.preventDefault();
  leave();
}

/** Does the same for a dialog in which nothing has the focus, where no key is heard. */
export function onCancel(event, leave) {
  if (event.target !== event.currentTarget) return;
  event.preventDefault();
  if (!event.currentTarget.querySelector(":popover-open")) leave();
}
