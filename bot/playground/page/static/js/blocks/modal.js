// The bot's modals: the top one of the stack is on screen, the ones below keep what was typed.

import { act, once } from "../chat/acts.js";
import { blocks } from "./blocks.js";
import { onCancel, onEscape } from "../page/confirm.js";
import { h } from "../page/dom.js";
import { iconButton } from "../page/icons.js";
import { plainText } from "../chat/mrkdwn.js";
import { change, state } from "../page/state.js";
import { toasts } from "../page/toasts.js";
import { problemsOf, valuesOf } from "./values.js";

export function modal() {
  const stack = state.snapshot.modals ?? [];
  const top = stack.at(-1);
  if (!top) return null;
  const leave = () => close(top);
  return h(
    "dialog",
    {
      key: "modal",
      class: "dialog modal",
      "aria-labelledby": `${top.id}-title`,
      mounted: (dialog) => {
        dialog.showModal();
        focusFirst(dialog.querySelector("form"));
      },
      removed: (dialog) => dialog.close(),
      onkeydown: (event) => onEscape(event, leave),
      oncancel: (event) => onCancel(event, leave),
      onclose: (event) =>
        event.target.isConnected && state.snapshot.modals?.length && event.target.showModal(),
    },
    view(top, stack.at(-2), leave),
    state.question ? null : toasts(),
  );
}

function view(top, below, leave) {
  const container = { type: "view", view_id: top.id };
  return h(
    "form",
    {
      key: top.id,
      class: "modal-form",
      novalidate: true,
      mounted: focusFirst,
      onsubmit: (event) => submit(event, top, container),
    },
    h(
      "header",
      { class: "dialog-head" },
      below ? iconButton("back", `Back to ${plainText(below.title)}`, leave) : null,
      h("h2", { id: `${top.id}-title` }, plainText(top.title)),
      below ? null : iconButton("close", "Close", leave),
    ),
    h("div", { class: "dialog-body" }, blocks(top.blocks, container)),
    h(
      "footer",
      { class: "dialog-foot" },
      h(
        "button",
        { class: "button", type: "button", onclick: leave },
        top.close ? plainText(top.close) : "Cancel",
      ),
      top.submit ? submitButton(top) : null,
    ),
  );
}

function submitButton(top) {
  const busy = state.busy.has(`submit ${top.id}`);
  return h(
    "button",
    { class: "button primary", type: "submit", "aria-busy": busy ? "true" : null },
    plainText(top.submit),
    busy ? h("span", { class: "spinner", "aria-hidden": "true" }) : null,
  );
}

function focusFirst(form) {
  if (!form.closest("dialog").open) return; // it focuses its first button as it opens
  const field =
    form.querySelector("[data-focus]") ??
    form.querySelector(".dialog-body :is(input, textarea, select, button)");
  (field ?? form.querySelector(".dialog-foot .primary") ?? form.querySelector("button")).focus();
}

async function submit(event, top, container) {
  event.preventDefault();
  const form = event.currentTarget;
  const found = problemsOf(container, top.blocks);
  if (Object.keys(found).length) {
    show(top, found, form);
    return;
  }
  show(top, {}, form);
  const answer = await once(`submit ${top.id}`, () =>
    act({ do: "submit", view_id: top.id, values: valuesOf(container, top.blocks) }),
  );
  if (answer.errors) show(top, answer.errors, form);
}

function show(top, problems, form) {
  state.problems[top.id] = problems;
  change({});
  requestAnimationFrame(() => form.querySelector("[aria-invalid]")?.focus());
}

function close(top) {
  return once(`close ${top.id}`, () => act({ do: "close", view_id: top.id }));
}
