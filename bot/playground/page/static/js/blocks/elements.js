// The interactive elements of Block Kit.

import { choices, optionText } from "./choices.js";
import { h } from "../page/dom.js";
import { idOf } from "./field.js";
import { icon } from "../page/icons.js";
import { lineInput, numberInput, picker, textInput } from "./inputs.js";
import { link, plainText, safeUrl } from "../chat/mrkdwn.js";
import { picture } from "../chat/pictures.js";
import { onMenuKey, onToggle } from "../page/popover.js";
import { press, pressing } from "../chat/press.js";
import { multiOptionSelect, multiUserSelect, optionSelect, userSelect } from "./selects.js";

const DRAW = {
  button,
  static_select: optionSelect,
  users_select: userSelect,
  multi_static_select: multiOptionSelect,
  multi_users_select: multiUserSelect,
  overflow,
  radio_buttons: (element, place) => choices(element, place, "radio"),
  checkboxes: (element, place) => choices(element, place, "checkbox"),
  datepicker: (element, place) => picker(element, place, "date", "selected_date"),
  timepicker: (element, place) => picker(element, place, "time", "selected_time"),
  plain_text_input: textInput,
  number_input: numberInput,
  url_text_input: (element, place) => lineInput(element, place, { type: "url" }),
  email_text_input: (element, place) => lineInput(element, place, { type: "email" }),
  image: (element) => picture(element, "thumb"),
};

/** Draws an element; `place` says where it lives and, inside an input block, which field it is. */
export function element(described, place) {
  const draw = DRAW[described.type];
  if (draw) return draw(described, place);
  return h(
    "p",
    { class: "unsupported" },
    `This control can't be used here (${described.type.replaceAll("_", " ")}).`,
  );
}

function button(described, place) {
  const value = { value: described.value ?? null };
  const busy = pressing(place, described, value);
  const label = [
    plainText(described.text),
    busy ? h("span", { class: "spinner", "aria-hidden": "true" }) : null,
  ];
  const shared = { class: `button ${described.style ?? ""}`, "aria-label": described.accessibility_label };
  const send = () => press(place, described, value);
  if (safeUrl(described.url ?? "")) {
    return h(
      "a",
      { ...shared, href: described.url, target: "_blank", rel: "noopener noreferrer", onclick: send },
      label,
    );
  }
  return h("button", { ...shared, type: "button", "aria-busy": busy ? "true" : null, onclick: send }, label);
}

/** Names a menu by what it belongs to, so that no two on a page are called the same. */
function moreLabel(described, { about }) {
  return `More choices: ${about || described.options.map(({ text }) => text.text).join(", ")}`;
}

function overflow(described, place) {
  const id = `${idOf(described, place)}-menu`;
  const pick = (event, option) => {
    event.currentTarget.closest("[popover]").hidePopover();
    press(place, described, { selected_option: option });
  };
  return h(
    "span",
    { class: "overflow" },
    h(
      "button",
      {
        class: "button square",
        type: "button",
        popovertarget: id,
        "aria-haspopup": "menu",
        "aria-label": moreLabel(described, place),
      },
      icon("dots"),
    ),
    h(
      "div",
      { id, class: "menu", popover: "auto", role: "menu", onkeydown: onMenuKey, ontoggle: onToggle },
      described.options.map((option) =>
        safeUrl(option.url ?? "")
          ? h("span", { class: "menu-item" }, link(option.url, plainText(option.text)))
          : h(
              "button",
              {
                class: "menu-item",
                type: "button",
                role: "menuitem",
                onclick: (event) => pick(event, option),
              },
              optionText(option),
            ),
      ),
    ),
  );
}
