// Selects of one or several options, or people.

import { check } from "./choices.js";
import { h } from "../page/dom.js";
import { fieldProps, idOf } from "./field.js";
import { icon } from "../page/icons.js";
import { plainText } from "../chat/mrkdwn.js";
import { onMenuKey, onToggle } from "../page/popover.js";
import { choose, press } from "../chat/press.js";
import { state } from "../page/state.js";
import { current, hold } from "./values.js";

export function optionSelect(described, place) {
  const chosen = current(place, described).selected_option?.value;
  return select(described, place, optionGroups(described), chosen, (option) => ({
    selected_option: option ?? null,
  }));
}

export function userSelect(described, place) {
  const chosen = current(place, described).selected_user;
  return select(described, place, [{ options: userOptions() }], chosen, (option) => ({
    selected_user: option?.value ?? null,
  }));
}

export function multiOptionSelect(described, place) {
  const options = optionGroups(described).flatMap((group) => group.options);
  return multiSelect(described, place, options, "selected_options");
}

export function multiUserSelect(described, place) {
  return multiSelect(described, place, userOptions(), "selected_users");
}

function optionGroups({ options, option_groups: groups }) {
  return groups ?? [{ options: options ?? [] }];
}

function userOptions() {
  return state.snapshot.people
    .filter(({ deleted }) => !deleted)
    .map(({ id, real_name: name }) => ({
      text: { type: "plain_text", text: name, emoji: false },
      value: id,
    }));
}

function select(described, place, groups, chosen, valueFrom) {
  const all = groups.flatMap(({ options }) => options);
  const onchange = (event) => choose(place, described, valueFrom(all[event.target.value]));
  const drawn = ({ label, options }) =>
    label ? h("optgroup", { label: plainText(label) }, options.map(option)) : options.map(option);
  const option = (some) =>
    h("option", { value: all.indexOf(some), selected: some.value === chosen }, optionWords(some));
  return h(
    "span",
    { class: "select" },
    h(
      "select",
      { ...fieldProps(described, place), onchange },
      h(
        "option",
        { value: "", selected: chosen === undefined || chosen === null },
        plainText(described.placeholder) || "Choose…",
      ),
      groups.map(drawn),
    ),
    icon("chevron"),
  );
}

function optionWords({ text, description }) {
  return description ? `${plainText(text)} (${plainText(description)})` : plainText(text);
}

function multiSelect(described, place, options, slot) {
  const id = `${idOf(described, place)}-list`;
  const chosen = current(place, described)[slot].map((some) => some.value ?? some);
  const toggled = (option, on) => {
    const values = options.filter((some) => (some === option ? on : chosen.includes(some.value)));
    hold(place, described, { [slot]: slot === "selected_users" ? values.map(({ value }) => value) : values });
  };
  return [
    openButton(
      described,
      place,
      id,
      options.filter(({ value }) => chosen.includes(value)),
    ),
    h(
      "div",
      {
        id,
        class: "menu checks",
        popover: "auto",
        role: "group",
        "aria-label": plainText(described.placeholder) || "Choices",
        onkeydown: onMenuKey,
        ontoggle: (event) => onToggle(event, () => tellWhenChanged(described, place, event.currentTarget)),
        onbeforetoggle: (event) => noteBefore(event, described, place),
      },
      options.map((option) =>
        check(option, "checkbox", chosen.includes(option.value), `${id}-check`, (event) =>
          toggled(option, event.target.checked),
        ),
      ),
    ),
  ];
}

function openButton(described, place, id, chosen) {
  const { "aria-label": label, ...props } = fieldProps(described, place);
  const chips = chosen.map(({ text }) => h("span", { class: "chip" }, plainText(text)));
  const empty = h("span", { class: "soft" }, plainText(described.placeholder) || "Choose…");
  return h(
    "button",
    { ...props, class: "select multi", type: "button", popovertarget: id, "aria-haspopup": "dialog" },
    chips.length ? h("span", { class: "chips" }, chips) : empty,
    icon("chevron"),
  );
}

// As in Slack, a list of many choices is told to the bot once, when it closes.
function noteBefore(event, described, place) {
  if (event.newState === "open")
    event.currentTarget.dataset.before = JSON.stringify(current(place, described));
}

function tellWhenChanged(described, place, panel) {
  const value = current(place, described);
  if (place.dispatch && panel.dataset.before !== JSON.stringify(value)) press(place, described, value);
}
