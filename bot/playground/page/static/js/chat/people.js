// The people of the workspace: avatars, names, and whose eyes we look through.

import { quietly } from "./acts.js";
import { h } from "../page/dom.js";
import { openGuide } from "../tools/guide.js";
import { batonMark, icon, iconButton } from "../page/icons.js";
import { look } from "../page/live.js";
import { openProfile } from "./profile.js";
import { go } from "../page/route.js";
import { change, me, remember, state } from "../page/state.js";
import { themeSwitch } from "../page/theme.js";
import { zoneName } from "../page/time.js";

const ROLES = { manager: "Manager", coach: "Coach", admin: "Admin" };
const HUES = 8;

export function avatar(someone, size = "") {
  return h(
    "span",
    { class: `avatar hue-${(someone?.colour ?? 0) % HUES} ${size}`, "aria-hidden": "true" },
    someone?.initials ?? "?",
  );
}

export function botAvatar(size = "") {
  return h("span", { class: `avatar avatar-bot ${size}`, "aria-hidden": "true" }, batonMark());
}

export function firstName(someone) {
  return someone.real_name.split(" ")[0];
}

/** Looks through another person's eyes. */
export function become(id, tab = "messages") {
  const same = id === state.person;
  change({ drawer: false, completion: null, editing: null });
  if (same && tab === state.tab) return;
  go({ person: id, tab, thread: null, ...(same ? {} : { earlier: 0, unseen: 0, newSince: null }) });
  remember("person", id);
  if (!same) look(id, 0);
  quietly({ do: "open", tab });
}

/** The side panel: who one can be, and the small print. */
export function peoplePanel() {
  const { people, workspace } = state.snapshot;
  return [
    h(
      "div",
      { class: "workspace" },
      h("span", { class: "workspace-name" }, workspace.name),
      h("span", { class: "soft small" }, "A make-believe workspace"),
    ),
    h(
      "nav",
      { class: "people", "aria-labelledby": "people-title" },
      h("h2", { id: "people-title", class: "eyebrow" }, "Look through the eyes of"),
      h("ul", {}, people.map(entry)),
    ),
    h(
      "div",
      { class: "side-foot" },
      h(
        "button",
        { class: "quiet-button", type: "button", onclick: openGuide },
        icon("guide"),
        "Show the guide",
      ),
      h(
        "a",
        { class: "quiet-button", href: "/gallery", target: "_blank", rel: "noopener" },
        icon("eye"),
        "See every screen",
      ),
      h(
        "a",
        { class: "quiet-button", href: "/author", target: "_blank", rel: "noopener" },
        icon("edit"),
        "Write tracks",
      ),
      themeSwitch(),
      h("p", { class: "small-print" }, "A playground for trying Baton. Not Slack, not for real data."),
    ),
  ];
}

function entry(someone) {
  const isMe = someone.id === state.snapshot.me;
  const unread = isMe && state.tab === "messages" ? 0 : someone.unread;
  return h(
    "li",
    { key: someone.id, class: someone.deleted ? "person-row left" : "person-row" },
    h(
      "button",
      {
        class: "person",
        type: "button",
        "aria-current": isMe ? "true" : null,
        onclick: () => become(someone.id),
      },
      avatar(someone),
      h(
        "span",
        { class: "person-words" },
        h("span", { class: "person-name" }, someone.real_name),
        h(
          "span",
          { class: "person-title" },
          someone.deleted ? "Deactivated" : someone.title || ROLES[someone.role],
        ),
        h("span", { class: "person-place" }, placeWords(someone)),
      ),
      unread ? badge(unread) : null,
    ),
    isMe
      ? iconButton(
          "dots",
          `${firstName(someone)}'s time zone and account`,
          () => openProfile(someone.id),
          "person-edit",
        )
      : null,
  );
}

function placeWords({ role, title, tz, local_time: time }) {
  const place = `${zoneName(tz)} ${time}`;
  return title.toLowerCase().includes(role) ? place : `${ROLES[role] ?? role} · ${place}`;
}

export function badge(count) {
  return h(
    "span",
    { class: "badge" },
    h("span", { "aria-hidden": "true" }, count > 99 ? "99+" : count),
    h("span", { class: "unseen" }, `${count} unread`),
  );
}

/** The narrow page's way to the same panel. */
export function personButton() {
  const mine = me();
  const others = state.snapshot.people.reduce(
    (sum, { id, unread }) => sum + (id === mine.id ? 0 : unread),
    0,
  );
  return h(
    "button",
    {
      class: "person-button",
      type: "button",
      "aria-haspopup": "dialog",
      onclick: () => change({ drawer: true }),
    },
    avatar(mine, "small"),
    h(
      "span",
      { class: "person-words" },
      h("span", { class: "person-name" }, mine.real_name),
      h("span", { class: "person-title" }, mine.title),
    ),
    others ? badge(others) : null,
    icon("chevron"),
  );
}

export function drawer() {
  if (!state.narrow || !state.drawer) return null;
  const close = () => change({ drawer: false });
  return h(
    "dialog",
    {
      key: "drawer",
      class: "drawer",
      "aria-label": "People",
      mounted: (dialog) => dialog.showModal(),
      removed: (dialog) => dialog.close(),
      onclose: close,
      onclick: (event) => event.target === event.currentTarget && close(),
    },
    h("div", { class: "drawer-inside" }, iconButton("close", "Close", close, "drawer-close"), peoplePanel()),
  );
}
