// The markdown block: headings, lists, quotes, code, tables and the usual inline marks.

import { h } from "../page/dom.js";
import { withEmoji } from "./emoji.js";
import { link } from "./mrkdwn.js";

const MARKS = [
  ["code", /`([^`\n]+)`/, ([, text]) => h("code", {}, text)],
  ["link", /!?\[([^\]\n]*)\]\(([^)\s]+)(?:\s+"[^"]*")?\)/, ([, text, url]) => link(url, text || url)],
  ["auto", /<(https?:[^\s<>]+)>/, ([, url]) => link(url, url)],
  [
    "bold",
    /\*\*(?=\S)(.+?)(?<=\S)\*\*|__(?=\S)(.+?)(?<=\S)__/,
    ([, star, line]) => h("strong", {}, marks(star ?? line)),
  ],
  ["strike", /~~(?=\S)(.+?)(?<=\S)~~/, ([, text]) => h("s", {}, marks(text))],
  [
    "italic",
    /\*(?=[^\s*])([^*\n]+?)(?<=\S)\*|(?<!\w)_(?=\S)([^_\n]+?)(?<=\S)_(?!\w)/,
    ([, star, line]) => h("em", {}, marks(star ?? line)),
  ],
];

const SHAPES = [
  [/^```/, fence],
  [/^#{1,6} /, heading],
  [/^ {0,3}([-*_])( *\1){2,} *$/, rule],
  [/^>/, quote],
  [/^\s*(?:[-*+]|\d+[.)]) /, list],
  [/^\|?.+\|.*$/, table],
];

export function markdown(text) {
  const lines = text.split("\n");
  const parts = [];
  while (lines.length) {
    if (!lines[0].trim()) lines.shift();
    else parts.push(take(lines));
  }
  return h("div", { class: "rich-text" }, parts);
}

function take(lines) {
  const shape = SHAPES.find(([starts]) => starts.test(lines[0]));
  return shape?.[1](lines) ?? paragraph(lines);
}

function fence(lines) {
  lines.shift();
  const end = lines.findIndex((line) => line.startsWith("```"));
  const inside = lines.splice(0, end < 0 ? lines.length : end);
  lines.shift();
  return h("pre", {}, h("code", {}, inside.join("\n")));
}

function heading(lines) {
  const [, signs, text] = /^(#+) (.*?)#*$/.exec(lines.shift());
  return h(`h${Math.min(signs.length + 2, 6)}`, {}, marks(text.trim()));
}

function rule(lines) {
  lines.shift();
  return h("hr", {});
}

function quote(lines) {
  return h(
    "blockquote",
    {},
    markdown(
      run(lines, /^>/)
        .map((line) => line.replace(/^> ?/, ""))
        .join("\n"),
    ),
  );
}

function list(lines) {
  const ordered = /^\s*\d/.test(lines[0]);
  const items = [];
  for (const line of run(lines, /^\s*(?:[-*+]|\d+[.)]) |^\s{2,}\S/)) {
    const item = /^(\s*)(?:[-*+]|\d+[.)]) (.*)$/.exec(line);
    if (item && (item[1].length < 2 || !items.length)) items.push({ text: item[2], below: [] });
    else items.at(-1).below.push(line.replace(/^\s{2,4}/, ""));
  }
  return h(ordered ? "ol" : "ul", {}, items.map(listItem));
}

function listItem({ text, below }) {
  const [, tick, rest] = /^(?:\[([ xX])\] )?(.*)$/.exec(text);
  const box =
    tick === undefined
      ? null
      : h("span", { role: "img", "aria-label": tick === " " ? "to do" : "done" }, tick === " " ? "☐ " : "☑ ");
  return h("li", {}, box, marks(rest), below.length ? markdown(below.join("\n")) : null);
}

function table(lines) {
  if (!/^\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?$/.test(lines[1] ?? "")) return null;
  const [head, , ...rows] = run(lines, /\|/).map(cells);
  return h(
    "div",
    { class: "table-wrap", tabindex: 0, role: "region", "aria-label": "Table" },
    h(
      "table",
      {},
      h("thead", {}, row("th", head)),
      h(
        "tbody",
        {},
        rows.map((cell) => row("td", cell)),
      ),
    ),
  );
}

function cells(line) {
  return line
    .trim()
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => cell.trim());
}

function row(tag, values) {
  return h(
    "tr",
    {},
    values.map((value) => h(tag, {}, marks(value))),
  );
}

function paragraph(lines) {
  const text = [lines.shift()];
  while (lines.length && lines[0].trim() && !SHAPES.slice(0, 5).some(([starts]) => starts.test(lines[0])))
    text.push(lines.shift());
  return h("p", {}, marks(text.join("\n")));
}

function run(lines, belongs) {
  const end = lines.findIndex((line) => !belongs.test(line));
  return lines.splice(0, end < 0 ? lines.length : end);
}

function marks(text) {
  const found = MARKS.map(([, pattern, make]) => ({ match: pattern.exec(text), make })).filter(
    ({ match }) => match,
  );
  if (!found.length) return [withEmoji(text)];
  const { match, make } = found.reduce((first, next) =>
    next.match.index < first.match.index ? next : first,
  );
  return [
    withEmoji(text.slice(0, match.index)),
    make(match),
    marks(text.slice(match.index + match[0].length)),
  ];
}
