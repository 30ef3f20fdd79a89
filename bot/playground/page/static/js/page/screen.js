// One screen of Baton in a frame, to be looked at: nothing in it can be pressed.

import { blocks } from "../blocks/blocks.js";
import { h } from "./dom.js";
import { plainText } from "../chat/mrkdwn.js";

export function framed({ id, kind, blocks: described, title, submit, close }) {
  const drawn = blocks(described, { type: "view", view_id: `piece-${id}` });
  if (kind !== "modal") return h("div", { class: "blocks" }, drawn);
  return [
    h("header", { class: "dialog-head" }, h("h4", {}, plainText(title))),
    h("div", { class: "dialog-body" }, drawn),
    h(
      "footer",
      { class: "dialog-foot" },
      h("span", { class: "button" }, close ? plainText(close) : "Cancel"),
      submit ? h("span", { class: "button primary" }, plainText(submit)) : null,
    ),
  ];
}

/** Lets nothing in a frame be pressed, typed into or sent. */
export function keepStill() {
  for (const kind of ["click", "change", "submit"]) document.addEventListener(kind, stop, true);
}

function stop(event) {
  if (!event.target.closest(".gallery-frame")) return;
  event.preventDefault();
  event.stopPropagation();
}
