// Pressing buttons and choosing in blocks: confirm if the bot asks for it, then tell the bot.

import { act, once } from "./acts.js";
import { ask } from "../page/confirm.js";
import { change, messages, state } from "../page/state.js";
import { hold, valuesOf } from "../blocks/values.js";

/** What an element does when a choice is made: tell the bot, or wait for Submit. */
export function choose(place, element, value) {
  if (place.dispatch) return press(place, element, value);
  hold(place, element, value);
  return undefined;
}

export async function press(place, element, value) {
  if (element.confirm && !(await ask(element.confirm))) {
    change({ held: { ...state.held } }); // puts the old choice back on screen
    return;
  }
  if (!("value" in value) && element.type !== "overflow") hold(place, element, value);
  await once(pressKey(place, element, value), () => act(pressed(place, element, value)));
}

export function pressing(place, element, value) {
  return state.busy.has(pressKey(place, element, value));
}

function pressKey(place, element, value) {
  return [place.scope, place.blockId, element.action_id, JSON.stringify(value)].join(" ");
}

function pressed(place, element, value) {
  return {
    do: "press",
    container: place.container,
    block_id: place.blockId,
    action_id: element.action_id,
    ...value,
    values: valuesOf(place.container, blocksOf(place.container)),
  };
}

function blocksOf(container) {
  const { home, modals } = state.snapshot;
  if (container.type === "home") return home?.view.blocks ?? [];
  if (container.type === "view") return modals.find(({ id }) => id === container.view_id)?.blocks ?? [];
  return messages().find(({ ts }) => ts === container.ts)?.blocks ?? [];
}
