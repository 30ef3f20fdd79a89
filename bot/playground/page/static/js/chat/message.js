// One message: who, when, what, and what can be done with it.

import { act, once } from "./acts.js";
import { blocks } from "../blocks/blocks.js";
import { ask } from "../page/confirm.js";
import { h } from "../page/dom.js";
import { emoji } from "./emoji.js";
import { icon, iconButton } from "../page/icons.js";
import { mrkdwn, words } from "./mrkdwn.js";
import { avatar, botAvatar } from "./people.js";
import { localPath } from "./pictures.js";
import { go } from "../page/route.js";
import { change, isMine, me, person, state } from "../page/state.js";
import { clockTime, fullTime } from "../page/time.js";

/** Draws a message; `follows` one of the same author, `inThread` beside its thread. */
export function message(shown, { follows = false, inThread = false } = {}) {
  const kinds = [
    "message",
    follows && "follows",
    shown.ephemeral && "ephemeral",
    state.editing?.ts === shown.ts && "being-edited",
  ];
  return h(
    "article",
    {
      key: shown.ts,
      class: kinds.filter(Boolean).join(" "),
      tabindex: -1,
      "data-ts": shown.ts,
      "aria-label": spokenLabel(shown),
      onkeydown: (event) => onMessageKey(event, shown, inThread),
    },
    h("div", { class: "gutter" }, follows ? time(shown, "gutter-time") : face(shown)),
    h(
      "div",
      { class: "message-body" },
      follows ? null : head(shown),
      state.editing?.ts === shown.ts ? editor() : content(shown),
      files(shown),
      reactions(shown),
      inThread ? null : replies(shown),
    ),
    toolbar(shown, inThread),
  );
}

function authorName(shown) {
  return shown.bot ? state.snapshot.bot.name : (person(shown.user)?.real_name ?? "Someone");
}

function spokenLabel(shown) {
  return `${authorName(shown)}, ${clockTime(new Date(shown.at), me().tz)}`;
}

function face(shown) {
  return shown.bot ? botAvatar() : avatar(person(shown.user));
}

function head(shown) {
  return h(
    "header",
    { class: "message-head" },
    h("span", { class: "author" }, authorName(shown)),
    shown.bot ? h("span", { class: "tag" }, "App") : null,
    time(shown, "stamp"),
    shown.ephemeral ? ephemeralNote(shown) : null,
  );
}

function time({ at }, className) {
  const date = new Date(at);
  const { tz } = me();
  return h("time", { class: className, datetime: at, title: fullTime(date, tz) }, clockTime(date, tz));
}

function content(shown) {
  const marks = [
    shown.edited && !shown.bot ? h("span", { class: "edited" }, "(edited)") : null,
    isMine(shown) ? delivery(shown) : null,
  ];
  if (shown.blocks?.length)
    return [h("div", { class: "blocks" }, blocks(shown.blocks, { type: "message", ts: shown.ts })), marks];
  if (shown.command) return h("p", { class: "typed-command" }, h("kbd", {}, words(shown.text)), marks);
  return shown.text || !shown.files?.length ? h("div", { class: "prose" }, mrkdwn(shown.text), marks) : marks;
}

const DELIVERY = {
  sending: ["clock", "Sending to Baton"],
  delivered: ["check", "Delivered to Baton"],
  failed: ["warning", "Baton has not confirmed this; it is sent again, as Slack does"],
};

function delivery(shown) {
  const known = DELIVERY[shown.delivery];
  return known
    ? h("span", { class: `delivery ${shown.delivery}`, title: known[1] }, icon(known[0], known[1]))
    : null;
}

function ephemeralNote(shown) {
  const dismiss = () => {
    state.dismissed.add(shown.ts);
    change({ dismissed: new Set(state.dismissed) });
  };
  return h(
    "span",
    { class: "ephemeral-note" },
    icon("eye"),
    "Only visible to you",
    h("button", { class: "text-button", type: "button", onclick: dismiss }, "Dismiss"),
  );
}

function files(shown) {
  if (!shown.files?.length) return null;
  return h(
    "ul",
    { class: "shared-files" },
    shown.files.map((each) => file(each, isMine(shown))),
  );
}

// Of what a person shares, the playground knows the name and size only: there is nothing to open.
function file({ name, title, mimetype, url }, isOwn) {
  const path = isOwn ? null : localPath(url);
  const words = title || name;
  if (path && mimetype?.startsWith("image/") && mimetype !== "image/svg+xml") {
    return h(
      "li",
      {},
      h(
        "figure",
        { class: "figure" },
        h("figcaption", {}, words),
        h("img", { class: "picture", src: path, alt: words }),
      ),
    );
  }
  const label = [icon("file"), h("span", {}, words)];
  return h(
    "li",
    {},
    path ? h("a", { class: "file", href: path, download: name }, label) : h("span", { class: "file" }, label),
  );
}

function reactions({ reactions: given }) {
  if (!given?.length) return null;
  return h("ul", { class: "reactions", "aria-label": "Reactions" }, given.map(reaction));
}

function reaction({ name, users }) {
  const names = users
    .map((id) => (id === state.snapshot.bot.id ? state.snapshot.bot.name : (person(id)?.real_name ?? id)))
    .join(", ");
  const sign =
    name === "white_check_mark"
      ? h("span", { class: "tick" }, icon("check"))
      : h("span", { class: "emoji", "aria-hidden": "true" }, emoji(name) ?? `:${name}:`);
  return h(
    "li",
    { class: "reaction", title: `${names} reacted with ${name.replaceAll("_", " ")}` },
    sign,
    h("span", { "aria-hidden": "true" }, users.length),
    h("span", { class: "unseen" }, `${name.replaceAll("_", " ")} from ${names}`),
  );
}

function replies(shown) {
  if (!shown.reply_count) return null;
  return h(
    "button",
    { class: "replies", type: "button", onclick: () => openThread(shown) },
    icon("thread"),
    shown.reply_count === 1 ? "1 reply" : `${shown.reply_count} replies`,
  );
}

export function openThread(shown) {
  go({ thread: shown.thread_ts ?? shown.ts });
}

function canChange(shown) {
  return isMine(shown) && !shown.ephemeral && !shown.tombstone;
}

function toolbar(shown, inThread) {
  const tools = [
    !inThread && !shown.ephemeral ? iconButton("thread", "Reply in thread", () => openThread(shown)) : null,
    ...(shown.ephemeral || shown.tombstone ? [] : shortcuts(shown)),
    canChange(shown) && shown.text ? iconButton("edit", "Edit", () => startEdit(shown)) : null,
    canChange(shown) ? iconButton("trash", "Delete", () => remove(shown)) : null,
  ].filter(Boolean);
  return tools.length
    ? h("div", { class: "toolbar", role: "toolbar", "aria-label": "Message" }, tools)
    : null;
}

function shortcuts({ ts }) {
  return (state.snapshot.shortcuts ?? [])
    .filter(({ kind }) => kind === "message")
    .map(({ name, callback_id }) =>
      iconButton("spark", name, () => act({ do: "shortcut", callback_id, ts })),
    );
}

function onMessageKey(event, shown, inThread) {
  if (event.target !== event.currentTarget || event.metaKey || event.ctrlKey || event.altKey) return;
  const steps = { ArrowUp: "previous", ArrowDown: "next" };
  if (steps[event.key]) {
    event.preventDefault();
    neighbour(event.currentTarget, steps[event.key])?.focus();
  }
  if (event.key === "e" && canChange(shown)) instead(event, () => startEdit(shown));
  if (event.key === "r" && !inThread && !shown.ephemeral) instead(event, () => openThread(shown));
  if (event.key === "Delete" && canChange(shown)) instead(event, () => remove(shown));
}

function instead(event, work) {
  event.preventDefault();
  work();
}

function neighbour(article, side) {
  const all = [...article.closest("[data-log]").querySelectorAll("[data-ts]")];
  return all[all.indexOf(article) + (side === "next" ? 1 : -1)];
}

/** Opens a message for editing, with its mentions as they were typed. */
export function startEdit(shown) {
  const typed = words(
    shown.text.replace(/<@(\w+)(?:\|[^>]*)?>/g, (whole, id) => (person(id) ? `@${person(id).name}` : whole)),
  );
  change({ editing: { ts: shown.ts, text: typed }, completion: null });
}

function editor() {
  const { ts, text } = state.editing;
  const leave = () => {
    change({ editing: null });
    requestAnimationFrame(() => document.querySelector(`[data-ts="${CSS.escape(ts)}"]`)?.focus());
  };
  const save = async () => {
    if (!state.editing?.text.trim()) return;
    const { ok } = await once(`edit ${ts}`, () => act({ do: "edit", ts, text: state.editing.text }));
    if (ok) leave();
  };
  const onkeydown = (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") instead(event, leave);
    if (event.key === "Enter" && !event.shiftKey) instead(event, save);
  };
  return h(
    "div",
    { class: "editor" },
    h("textarea", {
      class: "field",
      "data-grow": true,
      "aria-label": "Edit message",
      value: text,
      rows: 1,
      mounted: focusEnd,
      onkeydown,
      oninput: (event) => change({ editing: { ts, text: event.target.value } }),
    }),
    h(
      "div",
      { class: "editor-foot" },
      h("button", { class: "button", type: "button", onclick: leave }, "Cancel"),
      h("button", { class: "button primary", type: "button", onclick: save }, "Save"),
    ),
  );
}

function focusEnd(field) {
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}

async function remove(shown) {
  const sure = await ask({
    title: { text: "Delete this message?" },
    text: { type: "plain_text", text: "Baton is told that it is gone." },
    confirm: { text: "Delete" },
    style: "danger",
  });
  if (!sure) return;
  const { ok } = await act({ do: "delete", ts: shown.ts });
  if (ok) document.querySelector(".composer textarea")?.focus();
}
