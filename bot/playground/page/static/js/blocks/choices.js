// Radio buttons and checkboxes.

import { h } from "../page/dom.js";
import { fieldProps } from "./field.js";
import { textObject } from "../chat/mrkdwn.js";
import { choose } from "../chat/press.js";
import { current } from "./values.js";

export function choices(described, place, type) {
  const value = current(place, described);
  const picked = type === "radio" ? [value.selected_option] : value.selected_options;
  const isOn = (option) => picked.some((some) => some?.value === option.value);
  const pick = (option, on) => {
    if (type === "radio") return choose(place, described, { selected_option: option });
    const options = described.options.filter((some) => (some === option ? on : isOn(some)));
    return choose(place, described, { selected_options: options });
  };
  const { id, "aria-label": label, ...rest } = fieldProps(described, place);
  return h(
    "div",
    {
      ...rest,
      id,
      class: "choices",
      role: type === "radio" ? "radiogroup" : "group",
      "aria-labelledby": place.field?.labelId,
      "aria-label": place.field ? null : "Choices",
    },
    described.options.map((option) =>
      check(option, type, isOn(option), `${id}-choice`, (event) => pick(option, event.target.checked)),
    ),
  );
}

export function check(option, type, checked, name, onchange) {
  return h(
    "label",
    { key: option.value, class: "check" },
    h("input", { type, name, checked, onchange }),
    h("span", { class: "check-text" }, optionText(option)),
  );
}

export function optionText({ text, description }) {
  return [h("span", {}, textObject(text)), description ? h("small", {}, textObject(description)) : null];
}
