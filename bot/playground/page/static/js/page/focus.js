// Keeps the keyboard where it was when what had the focus is drawn anew or goes.

const PLACES = "[data-ts], dialog, aside, [data-log], [role=tabpanel], main, #app";
const FOCUSABLE =
  "a[href], button, input, select, textarea, [tabindex]:not([tabindex='-1'])";

/** Where the focus was before a window opened over it. */
let beneath = null;

/** Notes where the focus is; call what it returns once everything is drawn. */
export function noteFocus() {
  const was = mark(document.activeElement);
  if (was && !was.el.closest("dialog")) beneath = was;
  return () => {
    if (!was || hasFocus()) return;
    if (!restore(was) && beneath) restore(beneath);
  };
}

function hasFocus() {
  const { activeElement: el } = document;
  return Boolean(el && el !== document.body && el.isConnected);
}

function mark(el) {
  if (!el || el === document.body) return null;
  const places = [];
  for (let at = el.closest(PLACES); at; at = at.parentElement?.closest(PLACES))
    places.push({ at, index: focusable(at).indexOf(el) });
  return { el, places };
}

/** Gives the focus back to the element, or to what now stands in its place. */
function restore({ el, places }) {
  if (focus(el)) return true;
  for (const { at, index } of places) {
    if (!at.isConnected || at.id === "app") continue;
    const there = focusable(at);
    if (focus(there[Math.min(Math.max(index, 0), there.length - 1)]) || focus(at)) return true;
  }
  return false;
}

function focusable(place) {
  return [...place.querySelectorAll(FOCUSABLE)].filter((el) => el.checkVisibility());
}

function focus(el) {
  if (!el?.isConnected) return false;
  el.focus({ preventScroll: true });
  return document.activeElement === el;
}
