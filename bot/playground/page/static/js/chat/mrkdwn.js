// Slack's mrkdwn and plain_text, as elements. Text is only ever put into text nodes.

import { h } from "../page/dom.js";
import { emoji, withEmoji } from "./emoji.js";
import { me, now, person, state } from "../page/state.js";
import { dateTokens, fullTime } from "../page/time.js";

const FENCE = /```([\s\S]+?)```/;
const QUOTED = /^(?:>|&gt;) ?/;
const wrapped = (sign, name) =>
  `(?<![\\p{L}\\p{N}${sign}])${sign}(?<${name}>[^\\s${sign}](?:[^${sign}\\n]*[^\\s${sign}])?)${sign}(?![\\p{L}\\p{N}${sign}])`;
const INLINE = new RegExp(
  [
    "`(?<code>[^`\\n]+)`",
    "<(?<angle>[^<>\\n]+)>",
    "(?<url>https?:\\/\\/[^\\s<>]*[^\\s<>.,;:!?)])",
    wrapped("\\*", "bold"),
    wrapped("_", "italic"),
    wrapped("~", "strike"),
    ":(?<shortcode>[a-z0-9_+-]+):",
  ].join("|"),
  "gu",
);

/** A text object of either kind. */
export function textObject(object) {
  if (!object) return null;
  return object.type === "mrkdwn" ? mrkdwn(object.text) : plainText(object);
}

export function plainText(object) {
  if (!object) return "";
  return object.emoji === false ? object.text : withEmoji(object.text);
}

export function mrkdwn(text) {
  return (text ?? "").split(FENCE).map((part, index) => (index % 2 ? fenced(part) : lines(part)));
}

/** mrkdwn as one line of plain words, for labels and edit boxes. */
export function words(text) {
  return decode((text ?? "").replace(/<([^<>\n]+)>/g, (whole, inner) => spoken(inner)));
}

function fenced(text) {
  return h("pre", {}, h("code", {}, words(text.replace(/^\n|\n$/g, ""))));
}

function lines(text) {
  const runs = [];
  for (const line of text.split("\n")) {
    const quoted = QUOTED.test(line);
    const last = runs.at(-1);
    if (last && last.quoted === quoted) last.lines.push(line);
    else runs.push({ quoted, lines: [line] });
  }
  return runs.map((run, index) =>
    run.quoted ? quote(run.lines) : plainLines(run.lines, index, runs.length),
  );
}

function quote(quoted) {
  return h("blockquote", {}, inline(quoted.map((line) => line.replace(QUOTED, "")).join("\n")));
}

// A quote or fence already ends its line, so the line break beside it is not drawn again.
function plainLines(plain, index, count) {
  const text = plain.join("\n");
  return inline(index < count - 1 ? text.replace(/\n$/, "") : text);
}

export function inline(text) {
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    parts.push(decode(text.slice(from, match.index)), styled(match));
    from = match.index + match[0].length;
  }
  parts.push(decode(text.slice(from)));
  return parts;
}

function styled(match) {
  const { code, angle: inner, url, bold, italic, strike, shortcode } = match.groups;
  if (code) return h("code", {}, words(code));
  if (inner) return angle(inner);
  if (url) return link(url, url);
  if (bold) return h("strong", {}, inline(bold));
  if (italic) return h("em", {}, inline(italic));
  if (strike) return h("s", {}, inline(strike));
  return emoji(shortcode) ?? match[0];
}

function angle(inner) {
  const [target, label] = cut(inner, "|");
  if (/^@[UW]/.test(target)) return mention(target.slice(1), label);
  if (target.startsWith("!subteam^")) return groupMention(target.slice(9), label);
  if (target.startsWith("!date^")) return date(target, label);
  if (/^[#!]/.test(target)) return h("span", { class: "mention" }, spoken(inner));
  return link(target, label ?? target.replace(/^mailto:/, ""));
}

function spoken(inner) {
  const [target, label] = cut(inner, "|");
  if (/^@[UW]/.test(target)) return `@${person(target.slice(1))?.real_name ?? label ?? target.slice(1)}`;
  if (target.startsWith("!subteam^")) return label ?? `@${group(target.slice(9))?.handle ?? target.slice(9)}`;
  if (target.startsWith("#")) return `#${label ?? target.slice(1)}`;
  if (/^!(here|channel|everyone)/.test(target)) return `@${target.slice(1)}`;
  return label ?? target;
}

export function mention(id, label) {
  const isMe = id === state.snapshot?.me;
  const name =
    id === state.snapshot?.bot.id ? state.snapshot.bot.name : (person(id)?.real_name ?? label ?? id);
  return h("span", { class: isMe ? "mention mention-me" : "mention" }, `@${name}`);
}

export function groupMention(id, label) {
  return h("span", { class: "mention" }, label ?? `@${group(id)?.handle ?? id}`);
}

function group(id) {
  return state.snapshot?.groups?.find((some) => some.id === id);
}

function date(target, fallback) {
  const [, seconds, template, url] = target.split("^");
  return dateText(seconds, template, url, fallback);
}

export function dateText(seconds, template, url, fallback) {
  const at = new Date(Number(seconds) * 1000);
  if (Number.isNaN(at.getTime()) || !template) return fallback ?? "";
  const zone = me()?.tz ?? "UTC";
  const text = dateTokens(decode(template), at, zone, now());
  const time = h("time", { datetime: at.toISOString(), title: fullTime(at, zone) }, text);
  return url ? link(url, time) : time;
}

/** A link if its address is one a browser may follow, otherwise the words alone. */
export function link(target, label) {
  const text = typeof label === "string" ? decode(label) : label;
  const url = safeUrl(decode(target));
  if (!url) return text;
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text);
}

export function safeUrl(target) {
  try {
    const url = new URL(target);
    return ["http:", "https:", "mailto:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

export function decode(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function cut(text, sign) {
  const at = text.indexOf(sign);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
