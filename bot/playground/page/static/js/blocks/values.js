// What is chosen and typed in blocks, in the shape of Slack's view.state.values.

import { change, state } from "../page/state.js";

const INITIAL = {
  plain_text_input: (element) => ({ value: element.initial_value ?? null }),
  number_input: (element) => ({ value: element.initial_value ?? null }),
  url_text_input: (element) => ({ value: element.initial_value ?? null }),
  email_text_input: (element) => ({ value: element.initial_value ?? null }),
  static_select: (element) => ({ selected_option: element.initial_option ?? null }),
  radio_buttons: (element) => ({ selected_option: element.initial_option ?? null }),
  multi_static_select: (element) => ({ selected_options: element.initial_options ?? [] }),
  checkboxes: (element) => ({ selected_options: element.initial_options ?? [] }),
  users_select: (element) => ({ selected_user: element.initial_user ?? null }),
  multi_users_select: (element) => ({ selected_users: element.initial_users ?? [] }),
  datepicker: (element) => ({ selected_date: element.initial_date ?? null }),
  timepicker: (element) => ({ selected_time: element.initial_time ?? null }),
};

/** Where an element lives: which message or view, and in which of its blocks. */
export function placed(container, block, dispatch) {
  return { container, scope: scopeOf(container), blockId: block.block_id, dispatch };
}

export function scopeOf(container) {
  if (container.type === "view") return container.view_id;
  return container.type === "home" ? `home-${state.person}` : `message-${container.ts}`;
}

export function initial(element) {
  return { type: element.type, ...INITIAL[element.type](element) };
}

/**
 * The value to show: what the person chose, else what the bot proposed.
 *
 * In a message or a Home tab, a new proposal from the bot replaces the choice; in a modal the
 * person's words stay, as in Slack, while block and action keep their ids.
 */
export function current(place, element) {
  const held = state.held[place.scope]?.[place.blockId]?.[element.action_id];
  if (!held || held.value.type !== element.type) return initial(element);
  const stands = place.container.type === "view" || held.proposal === JSON.stringify(initial(element));
  return stands ? held.value : initial(element);
}

export function hold(place, element, value) {
  const scope = (state.held[place.scope] ??= {});
  const block = (scope[place.blockId] ??= {});
  block[element.action_id] = {
    value: { type: element.type, ...value },
    proposal: JSON.stringify(initial(element)),
  };
  delete state.problems[place.scope]?.[place.blockId];
  change({ held: { ...state.held } });
}

/** Every value of a view or message, as Slack would hand it to the bot. */
export function valuesOf(container, blocks) {
  const values = {};
  for (const block of blocks) {
    for (const element of stateful(block)) {
      (values[block.block_id] ??= {})[element.action_id] = current(placed(container, block), element);
    }
  }
  return values;
}

export function stateful(block) {
  const elements = [block.element, block.accessory, ...(block.type === "actions" ? block.elements : [])];
  return elements.filter((element) => element && element.type in INITIAL);
}

/** Sentences about what is missing or does not fit, by block. */
export function problemsOf(container, blocks) {
  const problems = {};
  for (const block of blocks.filter(({ type }) => type === "input")) {
    const [element] = stateful(block);
    if (!element) continue;
    const problem = problemOf(block, element, current(placed(container, block), element));
    if (problem) problems[block.block_id] = problem;
  }
  return problems;
}

function problemOf(block, element, value) {
  const chosen = Object.entries(value).find(([name]) => name !== "type")[1];
  const isEmpty = chosen === null || chosen.length === 0;
  if (isEmpty) return block.optional ? null : "Please fill this in.";
  if (element.type === "number_input") return numberProblem(element, chosen);
  return typeof chosen === "string" ? lengthProblem(element, chosen) : null;
}

function lengthProblem({ min_length: min, max_length: max }, text) {
  if (min && text.length < min) return `Please write at least ${min} characters.`;
  if (max && text.length > max) return `Please keep to ${max} characters; this is ${text.length}.`;
  return null;
}

function numberProblem({ min_value: min, max_value: max, is_decimal_allowed: decimals }, text) {
  const number = Number(text);
  if (Number.isNaN(number)) return "Please write a number.";
  if (!decimals && !Number.isInteger(number)) return "Please write a whole number.";
  if (min !== undefined && number < Number(min)) return `Please choose ${min} or more.`;
  if (max !== undefined && number > Number(max)) return `Please choose ${max} or less.`;
  return null;
}
