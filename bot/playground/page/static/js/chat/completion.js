// What could be typed next: commands and their words, people and groups.

import { h } from "../page/dom.js";
import { avatar } from "./people.js";
import { icon } from "../page/icons.js";
import { change, state } from "../page/state.js";

const AT = /(?:^|\s)@([\p{L}\p{N}._-]*)$/u;
const COMMAND = /^\/\S*$/;
const WORDS = /^(\/\S+) +(.*)$/s;

/** The choices for a text with the caret at its end, and the part of the text they replace. */
export function completionsFor(text, inThread) {
  const at = AT.exec(text);
  if (at) return { from: text.length - at[1].length - 1, items: mentions(at[1]) };
  if (inThread) return null;
  if (COMMAND.test(text)) return { from: 0, items: commands(text) };
  const words = WORDS.exec(text);
  return words && { from: text.length - words[2].length, items: commandWords(words[1], words[2]) };
}

function commands(typed) {
  return state.snapshot.commands
    .filter(({ command }) => command.startsWith(typed) && command !== typed)
    .map(({ command, description, usage_hint: usage }) => ({
      insert: command,
      title: command,
      usage,
      detail: description,
    }))
    .concat(typed === "/" ? shortcuts() : []);
}

/** What an app offers without a command; choosing one does it at once. */
function shortcuts() {
  return (state.snapshot.shortcuts ?? [])
    .filter(({ kind }) => kind === "global")
    .map(({ name, description, callback_id }) => ({
      shortcut: callback_id,
      title: name,
      usage: "shortcut",
      detail: description,
    }));
}

function commandWords(name, typed) {
  const known = state.snapshot.commands.find(({ command }) => command === name);
  return (known?.completions ?? [])
    .filter((word) => word.startsWith(typed) && word !== typed)
    .map((word) => ({ insert: word, title: `${name} ${word}` }));
}

function mentions(typed) {
  const wanted = typed.toLowerCase();
  const fits = (...names) => names.some((name) => name.toLowerCase().startsWith(wanted));
  const people = state.snapshot.people
    .filter((someone) => !someone.deleted && fits(someone.name, ...someone.real_name.split(" ")))
    .map((someone) => ({
      insert: `@${someone.name}`,
      title: someone.real_name,
      detail: someone.title,
      usage: `@${someone.name}`,
      picture: avatar(someone, "small"),
    }));
  const groups = (state.snapshot.groups ?? [])
    .filter(({ handle, name }) => fits(handle, ...name.split(" ")))
    .map(({ handle, name, users }) => ({
      insert: `@${handle}`,
      title: name,
      usage: `@${handle}`,
      detail: `${users.length} people`,
      picture: h("span", { class: "avatar small group", "aria-hidden": "true" }, icon("people")),
    }));
  const all = [...people, ...groups];
  return all.length === 1 && all[0].insert === `@${typed}` ? [] : all;
}

/** The usage of the command being typed, once its first word is there. */
export function usageOf(text) {
  const name = WORDS.exec(text)?.[1];
  const known = name && state.snapshot.commands.find(({ command }) => command === name);
  return known?.usage_hint ? `${known.command} ${known.usage_hint}` : null;
}

/** Opens, moves or closes the list to fit what is typed now. */
export function suggest(place, box, inThread) {
  const typed = box.value.slice(0, box.selectionStart);
  const found = box.selectionStart === box.selectionEnd ? completionsFor(typed, inThread) : null;
  change({ completion: found?.items.length ? { place, ...found, index: 0 } : null });
}

export function step(by) {
  const { completion } = state;
  const { length } = completion.items;
  change({ completion: { ...completion, index: (completion.index + by + length) % length } });
  requestAnimationFrame(() =>
    document
      .getElementById(optionId(state.completion?.place, state.completion?.index))
      ?.scrollIntoView({ block: "nearest" }),
  );
}

export function listId(place) {
  return `completion-${place}`.replace(/[^\w-]/g, "_");
}

export function optionId(place, index) {
  return `${listId(place)}-${index}`;
}

export function completionList(place, accept) {
  if (state.completion?.place !== place) return null;
  const { items, index } = state.completion;
  return h(
    "ul",
    {
      key: "completion",
      class: "completion",
      role: "listbox",
      id: listId(place),
      "aria-label": "Suggestions",
    },
    items.map((item, at) =>
      h(
        "li",
        {
          id: optionId(place, at),
          class: "suggestion",
          role: "option",
          "aria-selected": at === index ? "true" : "false",
          onmousedown: (event) => event.preventDefault(),
          onclick: () => accept(item),
        },
        item.picture ?? null,
        h(
          "span",
          { class: "suggestion-words" },
          h("span", { class: "suggestion-title" }, item.title),
          item.usage ? h("span", { class: "suggestion-usage" }, item.usage) : null,
        ),
        item.detail ? h("span", { class: "suggestion-detail" }, item.detail) : null,
      ),
    ),
  );
}
