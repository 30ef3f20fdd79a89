// rich_text blocks: what people and bots compose with styles, lists and quotes.

import { h } from "../page/dom.js";
import { emoji } from "./emoji.js";
import { dateText, groupMention, link, mention } from "./mrkdwn.js";

export function richText(block) {
  return h("div", { class: "rich-text" }, gathered(block.elements ?? []).map(part));
}

// Slack nests lists by indent in sibling elements; here each run of lists becomes one real tree.
function gathered(elements) {
  const parts = [];
  for (const element of elements) {
    const last = parts.at(-1);
    if (element.type === "rich_text_list" && last?.lists) last.lists.push(element);
    else if (element.type === "rich_text_list") parts.push({ lists: [element] });
    else parts.push(element);
  }
  return parts;
}

function part(element) {
  if (element.lists) return lists(element.lists);
  const children = (element.elements ?? []).map(piece);
  if (element.type === "rich_text_quote") return h("blockquote", {}, children);
  if (element.type === "rich_text_preformatted") return h("pre", {}, h("code", {}, children));
  return h("p", {}, children);
}

function lists(siblings) {
  const roots = [];
  const open = [];
  for (const { style, indent = 0, offset, elements } of siblings) {
    while (
      open.length &&
      (open.at(-1).indent > indent || (open.at(-1).indent === indent && open.at(-1).style !== style))
    )
      open.pop();
    if (!open.length || open.at(-1).indent < indent)
      open.push(nested(roots, open, { style, indent, offset, items: [] }));
    for (const item of elements) open.at(-1).items.push({ content: item.elements ?? [], below: [] });
  }
  return roots.map(list);
}

function nested(roots, open, made) {
  const above = open.at(-1)?.items.at(-1);
  (above ? above.below : roots).push(made);
  return made;
}

function list({ style, offset, items }) {
  const start = style === "ordered" && offset ? { start: offset + 1 } : {};
  return h(
    style === "ordered" ? "ol" : "ul",
    start,
    items.map(({ content, below }) => h("li", {}, content.map(piece), below.map(list))),
  );
}

export function piece(element) {
  const draw = PIECES[element.type];
  return draw
    ? styled(draw(element), element.style)
    : styled(element.text ?? element.fallback ?? "", element.style);
}

const PIECES = {
  text: (element) => element.text,
  link: (element) => link(element.url, element.text ?? element.url),
  emoji: (element) =>
    element.unicode ? fromCodes(element.unicode) : (emoji(element.name) ?? `:${element.name}:`),
  user: (element) => mention(element.user_id),
  usergroup: (element) => groupMention(element.usergroup_id),
  channel: (element) => h("span", { class: "mention" }, `#${element.channel_id}`),
  broadcast: (element) => h("span", { class: "mention" }, `@${element.range}`),
  date: (element) => dateText(element.timestamp, element.format, element.url, element.fallback),
  color: (element) => h("code", {}, element.value),
};

function fromCodes(unicode) {
  return String.fromCodePoint(...unicode.split("-").map((code) => Number.parseInt(code, 16)));
}

function styled(content, style) {
  const tags = { bold: "strong", italic: "em", strike: "s", code: "code", underline: "u" };
  return Object.entries(tags).reduce(
    (inner, [name, tag]) => (style?.[name] ? h(tag, {}, inner) : inner),
    content,
  );
}
