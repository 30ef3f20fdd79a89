// Short notices at the edge of the page; a sentence each, and a way to put them away.

import { h } from "./dom.js";
import { icon, iconButton } from "./icons.js";
import { change, state } from "./state.js";

const LASTS_MS = 9000;
let last = 0;

export function toast(text, tone = "problem") {
  const notice = { id: (last += 1), text, tone };
  const others = state.toasts.filter((shown) => shown.text !== text).slice(-2);
  change({ toasts: [...others, notice] });
  setTimeout(() => putAway(notice.id), LASTS_MS);
}

function putAway(id) {
  change({ toasts: state.toasts.filter((shown) => shown.id !== id) });
}

/** Drawn inside the open dialog if there is one, for everything outside it is out of reach. */
export function toasts() {
  return h("div", { class: "toasts", role: "status", "aria-live": "polite" }, state.toasts.map(one));
}

function one({ id, text, tone }) {
  return h(
    "div",
    { key: id, class: "toast" },
    icon(tone === "problem" ? "warning" : "guide"),
    h("p", {}, text),
    iconButton("close", "Dismiss", () => putAway(id)),
  );
}
