// The blocks of messages, Home tabs and modals.

import { h } from "../page/dom.js";
import { element } from "./elements.js";
import { idOf } from "./field.js";
import { link, plainText, textObject, words } from "../chat/mrkdwn.js";
import { markdown } from "../chat/markdown.js";
import { picture } from "../chat/pictures.js";
import { piece, richText } from "../chat/richtext.js";
import { state } from "../page/state.js";
import { current, placed } from "./values.js";

const SMALL_FIELD = 140;
const NEARLY_FULL = 0.8;

const DRAW = {
  section,
  header: (block) => h("h3", { class: "block-header" }, plainText(block.text)),
  divider: () => h("hr", {}),
  context,
  actions,
  image: (block) => picture(block, "picture"),
  input,
  rich_text: richText,
  table,
  markdown: (block) => markdown(block.text),
  video,
};

/** Draws the blocks of a container: `{type: "message", ts}`, `{type: "view", view_id}` or `{type: "home"}`. */
export function blocks(described, container) {
  return described.map((block, index) =>
    h(
      "div",
      { key: block.block_id ?? index, class: `block block-${block.type}` },
      (DRAW[block.type] ?? unknown)(block, container),
    ),
  );
}

function unknown() {
  return h("p", { class: "unsupported" }, "This block can't be shown here.");
}

function section(block, container) {
  const body = [
    block.text ? h("div", { class: "prose" }, textObject(block.text)) : null,
    block.fields
      ? h(
          "div",
          { class: "fields" },
          block.fields.map((field) => h("div", { class: "prose" }, textObject(field))),
        )
      : null,
  ];
  if (!block.accessory) return body;
  return h(
    "div",
    { class: `with-accessory accessory-${block.accessory.type}` },
    h("div", { class: "section-body" }, body),
    h("div", { class: "accessory" }, element(block.accessory, { ...placed(container, block, true), about: about(block) })),
  );
}

/** The first line of a section, as plain words: what its accessory is about. */
function about({ text, fields }) {
  const first = words((text ?? fields?.[0])?.text).split("\n")[0];
  return first.replace(/[*_~`]/g, "").trim();
}

function context(block) {
  return h(
    "div",
    { class: "context" },
    block.elements.map((item) =>
      item.type === "image" ? picture(item, "tiny") : h("span", { class: "prose" }, textObject(item)),
    ),
  );
}

function actions(block, container) {
  const place = placed(container, block, true);
  return h(
    "div",
    { class: "actions" },
    block.elements.map((item, index) =>
      h("div", { key: item.action_id ?? index, class: "action" }, element(item, place)),
    ),
  );
}

function video(block) {
  return h(
    "div",
    { class: "prose" },
    h("strong", {}, "Video: ", link(block.title_url ?? block.video_url, plainText(block.title))),
    block.description ? h("div", {}, plainText(block.description)) : null,
  );
}

function input(block, container) {
  const place = placed(container, block, Boolean(block.dispatch_action));
  const id = idOf(block.element, place);
  const problem = state.problems[place.scope]?.[block.block_id];
  const count = counted(block.element, place);
  const notes = { hint: block.hint, problem, count };
  place.field = {
    labelId: `${id}-label`,
    optional: block.optional,
    invalid: Boolean(problem),
    describedBy:
      Object.keys(notes)
        .filter((name) => notes[name])
        .map((name) => `${id}-${name}`)
        .join(" ") || null,
  };
  return [label(block, id), element(block.element, place), under(id, notes)];
}

const GROUPS = new Set(["radio_buttons", "checkboxes"]);

function label(block, id) {
  const words = [plainText(block.label), block.optional ? h("span", { class: "soft" }, " (optional)") : null];
  if (GROUPS.has(block.element.type)) return h("div", { class: "label", id: `${id}-label` }, words);
  return h("label", { class: "label", id: `${id}-label`, for: id }, words);
}

function under(id, { hint, problem, count }) {
  if (!hint && !problem && !count) return null;
  return h(
    "div",
    { class: "under" },
    h(
      "div",
      {},
      problem ? h("p", { class: "problem", id: `${id}-problem` }, problem) : null,
      hint ? h("p", { class: "hint", id: `${id}-hint` }, plainText(hint)) : null,
    ),
    count ? h("p", { class: count.over ? "count problem" : "count", id: `${id}-count` }, count.text) : null,
  );
}

function counted(described, place) {
  const { max_length: max, min_length: min, type } = described;
  if (type !== "plain_text_input" || !(max || min)) return null;
  const { length } = current(place, described).value ?? "";
  if (max && !min && max > SMALL_FIELD && length < max * NEARLY_FULL) return null;
  if (!max) return { text: length < min ? `${length} of at least ${min}` : `${length}`, over: false };
  return { text: `${length} / ${max}`, over: length > max };
}

function table(block) {
  const [head, ...rows] = block.rows;
  const align = (column) => block.column_settings?.[column]?.align ?? "left";
  const row = (tag) => (cells) =>
    h(
      "tr",
      {},
      cells.map((cell, column) => h(tag, { class: `align-${align(column)}` }, tableCell(cell))),
    );
  return h(
    "div",
    { class: "table-wrap", tabindex: 0, role: "region", "aria-label": "Table" },
    h("table", {}, h("thead", {}, row("th")(head)), h("tbody", {}, rows.map(row("td")))),
  );
}

function tableCell(cell) {
  if (cell.type === "rich_text") return cell.elements.map((part) => (part.elements ?? []).map(piece));
  return cell.text ?? cell.number ?? cell.value ?? "";
}
