// Every message, Home tab and form of Baton, to look at. Nothing can be pressed: no bot listens here.

import { draw, h } from "../page/dom.js";
import { words } from "../chat/mrkdwn.js";
import { framed, keepStill } from "../page/screen.js";
import { change, onChange, state } from "../page/state.js";
import { startTheme, themeSwitch } from "../page/theme.js";

const SIZES = [
  ["typical", "As usual"],
  ["longest", "As long as it gets"],
];
const MOST = { message: 50, home: 100, modal: 100 };
const KINDS = { message: "Message", home: "Home tab", modal: "Form" };

function page() {
  if (!state.gallery) return h("p", { class: "boot" }, "Hanging the pictures…");
  if (!state.gallery.ok) return h("p", { class: "boot" }, state.gallery.error);
  const { rooms } = state.gallery;
  return [
    h(
      "header",
      { class: "gallery-head" },
      h("h1", {}, "Every screen of Baton"),
      h("p", { class: "soft" }, "Drawn with made-up people. To try Baton itself: ", h("a", { href: "/" }, "the playground"), "."),
      h("nav", { class: "gallery-sizes", "aria-label": "Size" }, SIZES.map(size)),
      themeSwitch(),
    ),
    h("nav", { class: "gallery-rooms", "aria-label": "Rooms" }, rooms.map(entrance)),
    h("main", { class: "gallery-walls" }, rooms.map(room)),
  ];
}

function size([name, label]) {
  const isShown = state.gallery.size === name;
  return h("a", { href: `?size=${name}`, class: "button", "aria-current": isShown ? "page" : null }, label);
}

function entrance({ name, pieces }, index) {
  return h("a", { href: `#room-${index}` }, `${name} (${pieces.length})`);
}

function room({ name, pieces }, index) {
  return h(
    "section",
    { class: "gallery-room", id: `room-${index}`, "aria-labelledby": `room-${index}-name` },
    h("h2", { id: `room-${index}-name` }, name),
    h("div", { class: "gallery-wall" }, pieces.map(hung)),
  );
}

function hung(piece) {
  const { id, name, kind, builder, letters } = piece;
  return h(
    "article",
    { key: id, class: `gallery-piece gallery-${kind}`, "aria-labelledby": `piece-${id}` },
    h(
      "header",
      { class: "gallery-label" },
      h("h3", { id: `piece-${id}` }, name),
      h(
        "p",
        { class: "soft small" },
        `${KINDS[kind]} · ${builder} · ${piece.blocks.length} of ${MOST[kind]} blocks · ${letters} characters`,
      ),
    ),
    h("div", { class: "gallery-frame" }, framed(piece)),
    piece.text
      ? h(
          "details",
          { class: "gallery-text" },
          h("summary", {}, "As a notification, or read aloud"),
          h("p", { class: "prose" }, words(piece.text)),
        )
      : null,
  );
}

function render() {
  draw(document.getElementById("gallery"), page());
}

async function start() {
  startTheme();
  onChange(render);
  keepStill();
  const answer = await fetch(`/playground/gallery${location.search}`).catch(() => null);
  const gallery = (await answer?.json().catch(() => null)) ?? { error: "The playground does not answer." };
  const { now, people = [] } = gallery;
  const [me] = people;
  change({ gallery, person: me?.id, snapshot: { me: me?.id, people, groups: [], clock: { now }, bot: {} } });
  render();
  document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

start();
