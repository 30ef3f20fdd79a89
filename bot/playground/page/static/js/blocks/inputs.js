// Fields one types into: text, numbers, dates and times.

import { h } from "../page/dom.js";
import { fieldProps } from "./field.js";
import { plainText } from "../chat/mrkdwn.js";
import { choose, press } from "../chat/press.js";
import { current, hold } from "./values.js";

const COMMIT_MS = 800;

// A date typed by keyboard is complete several times on the way; the bot hears the last one only.
export function picker(described, place, type, slot) {
  const value = current(place, described)[slot] ?? "";
  const tell = (input) => {
    clearTimeout(input.waiting);
    if (input.value === input.told) return;
    input.told = input.value;
    choose(place, described, { [slot]: input.value || null });
  };
  return h("input", {
    ...fieldProps(described, place),
    class: "field short",
    type,
    value,
    mounted: (input) => Object.assign(input, { told: value }),
    oninput: ({ target }) => hold(place, described, { [slot]: target.value || null }),
    onchange: ({ target }) => Object.assign(target, { waiting: setTimeout(tell, COMMIT_MS, target) }),
    onblur: ({ target }) => tell(target),
  });
}

export function textInput(described, place) {
  return described.multiline ? areaInput(described, place) : lineInput(described, place, { type: "text" });
}

function typing(described, place) {
  return {
    ...fieldProps(described, place),
    class: "field",
    placeholder: described.placeholder ? plainText(described.placeholder) : null,
    value: current(place, described).value ?? "",
    oninput: (event) => hold(place, described, { value: event.target.value || null }),
  };
}

export function lineInput(described, place, props) {
  const onkeydown = (event) => {
    if (event.key !== "Enter" || event.isComposing || !place.dispatch) return;
    event.preventDefault();
    press(place, described, { value: event.target.value });
  };
  return h("input", { ...typing(described, place), ...props, autocomplete: "off", onkeydown });
}

function areaInput(described, place) {
  return h("textarea", { ...typing(described, place), rows: 4 });
}

export function numberInput(described, place) {
  const { min_value: min, max_value: max, is_decimal_allowed: decimals } = described;
  return lineInput(described, place, {
    type: "number",
    class: "field short",
    min,
    max,
    step: decimals ? "any" : "1",
    inputmode: decimals ? "decimal" : "numeric",
  });
}
