// The box one writes in: text, slash commands, mentions and files.

import { act, say } from "./acts.js";
import { completionList, listId, optionId, step, suggest, usageOf } from "./completion.js";
import { h } from "../page/dom.js";
import { icon, iconButton } from "../page/icons.js";
import { startEdit } from "./message.js";
import { become } from "./people.js";
import { change, isMine, messages, state } from "../page/state.js";
import { toast } from "../page/toasts.js";

/** A box; `place` keeps what is typed in it apart from every other box. */
export function composer({ place, thread = null, label }) {
  const text = state.drafts[place] ?? "";
  const box = { place, thread };
  return h(
    "form",
    {
      key: `composer-${place}`,
      class: "composer",
      onsubmit: (event) => onSubmit(event, box),
      ondragover: (event) => event.preventDefault(),
      ondrop: (event) => onDrop(event, box),
    },
    completionList(place, (item) => accept(box, item)),
    h("p", { class: "usage", "aria-live": "polite" }, thread ? null : usageOf(text)),
    h("div", { class: "composer-box" }, chosenFiles(place), field(box, text, label), tools(box, text)),
    hint(),
  );
}

function field(box, text, label) {
  const { place } = box;
  const isOpen = state.completion?.place === place;
  return h("textarea", {
    "data-grow": true,
    "data-place": place,
    "aria-label": label,
    placeholder: label,
    rows: 1,
    value: text,
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-haspopup": "listbox",
    "aria-expanded": isOpen ? "true" : "false",
    "aria-controls": isOpen ? listId(place) : null,
    "aria-activedescendant": isOpen ? optionId(place, state.completion.index) : null,
    oninput: (event) => onInput(event, box),
    onkeydown: (event) => onKey(event, box),
    onblur: () => state.completion?.place === place && change({ completion: null }),
  });
}

function hint() {
  const key = (name) => h("kbd", {}, name);
  return h("p", { class: "composer-hint" }, [
    key("Enter"),
    " sends, ",
    key("Shift Enter"),
    " starts a new line, ",
    key("↑"),
    " edits your last message",
  ]);
}

function tools(box, text) {
  const isEmpty = !text.trim() && !(state.files[box.place] ?? []).length;
  const send = { class: "send", type: "submit", "aria-label": "Send", title: "Send" };
  return h(
    "div",
    { class: "composer-tools" },
    attachButton(box),
    box.thread ? null : signButton(box, "/", "Commands"),
    signButton(box, "@", "Mention someone"),
    h("button", { ...send, "aria-disabled": isEmpty ? "true" : null }, icon("send")),
  );
}

function attachButton(box) {
  return h(
    "label",
    { class: "icon-button attach", title: "Share a file (its name and size only)" },
    icon("attach"),
    h("span", { class: "unseen" }, "Share a file"),
    h("input", { type: "file", class: "unseen", multiple: true, onchange: (event) => onFiles(event, box) }),
  );
}

function signButton(box, sign, label) {
  const props = { class: "icon-button slash", type: "button", "aria-label": label, title: label };
  return h("button", { ...props, onclick: () => begin(box, sign) }, sign);
}

function fieldOf(place) {
  return document.querySelector(`textarea[data-place="${CSS.escape(place)}"]`);
}

function write(place, text) {
  state.drafts[place] = text;
  change({});
}

function begin(box, sign) {
  const field = fieldOf(box.place);
  const before = state.drafts[box.place] ?? "";
  const text = sign === "/" ? "/" : `${before}${before && !/\s$/.test(before) ? " " : ""}@`;
  replace(box, field, text);
}

function replace(box, field, text) {
  field.value = text;
  write(box.place, text);
  field.focus();
  field.setSelectionRange(text.length, text.length);
  suggest(box.place, field, Boolean(box.thread));
}

/** Puts a command in the main box of the person shown, ready to send. */
export function draftCommand(text, person = state.person) {
  state.drafts[person] = text;
  become(person, "messages");
  change({ thread: null });
  requestAnimationFrame(() => {
    const field = fieldOf(person);
    field?.focus();
    field?.setSelectionRange(text.length, text.length);
  });
}

function onInput({ target }, box) {
  write(box.place, target.value);
  suggest(box.place, target, Boolean(box.thread));
}

function accept(box, item) {
  const field = fieldOf(box.place);
  if (item.shortcut) {
    replace(box, field, "");
    act({ do: "shortcut", callback_id: item.shortcut });
    return;
  }
  const rest = field.value.slice(field.selectionStart);
  const head = `${field.value.slice(0, state.completion.from)}${item.insert} `;
  replace(box, field, `${head}${rest.trimStart()}`);
  field.setSelectionRange(head.length, head.length);
  suggest(box.place, field, Boolean(box.thread));
}

const LIST_KEYS = {
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  Tab: (box) => accept(box, state.completion.items[state.completion.index]),
  Enter: (box) => accept(box, state.completion.items[state.completion.index]),
  Escape: () => change({ completion: null }),
};

function onKey(event, box) {
  if (event.isComposing) return;
  const listKey = state.completion?.place === box.place && !event.shiftKey && LIST_KEYS[event.key];
  if (listKey) {
    event.preventDefault();
    listKey(box);
  } else if (event.key === "Enter" && !event.shiftKey) onSubmit(event, box);
  else if (event.key === "ArrowUp" && !event.target.value) editLast(event, box);
}

function editLast(event, { thread }) {
  const here = (each) => (thread ? each.thread_ts === thread : !each.thread_ts || each.thread_ts === each.ts);
  const last = messages()
    .filter((each) => isMine(each) && !each.ephemeral && here(each))
    .at(-1);
  if (!last) return;
  event.preventDefault();
  startEdit(last);
}

function onSubmit(event, { place, thread }) {
  event.preventDefault();
  const text = (state.drafts[place] ?? "").trim();
  const files = state.files[place] ?? [];
  if (!text && !files.length) return;
  if (thread && text.startsWith("/")) {
    toast("Slash commands don't work in threads, here as in Slack. Write it in the message box.", "note");
    return;
  }
  state.drafts[place] = "";
  state.files[place] = [];
  change({ completion: null });
  say(place, text, thread, files);
}

function onFiles({ target }, { place }) {
  addFiles(place, target.files);
  target.value = "";
}

function onDrop(event, { place }) {
  event.preventDefault();
  addFiles(place, event.dataTransfer.files);
}

function addFiles(place, files) {
  const added = [...files].map(({ name, size, type }) => ({
    name,
    size,
    mimetype: type || "application/octet-stream",
  }));
  state.files[place] = [...(state.files[place] ?? []), ...added];
  change({});
  fieldOf(place)?.focus();
}

function chosenFiles(place) {
  const files = state.files[place] ?? [];
  if (!files.length) return null;
  const without = (file) => {
    state.files[place] = files.filter((each) => each !== file);
    change({});
  };
  return h(
    "ul",
    { class: "chosen-files", "aria-label": "Files to share" },
    files.map((file) =>
      h(
        "li",
        { class: "file" },
        icon("file"),
        h("span", {}, file.name),
        h("span", { class: "soft" }, sizeWords(file.size)),
        iconButton("close", `Remove ${file.name}`, () => without(file)),
      ),
    ),
  );
}

function sizeWords(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 ** 2 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}
