// The page's own line icons, 20 × 20, drawn in the colour of the text around them.

import { h } from "./dom.js";

const PATHS = {
  attach:
    "m16 9.6-6.3 6.3a3.9 3.9 0 0 1-5.5-5.5l6.6-6.6a2.6 2.6 0 0 1 3.7 3.7l-6.6 6.6a1.3 1.3 0 0 1-1.8-1.8l6-6",
  back: "M12.5 4.5 7 10l5.5 5.5",
  check: "m4.5 10.5 3.6 3.6 7.4-8.2",
  chevron: "m5.5 8 4.5 4.5L14.5 8",
  clock: "M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14Zm0 3.4V10l2.5 1.6",
  close: "m5.2 5.2 9.6 9.6m0-9.6-9.6 9.6",
  dots: "M5 10h.01M10 10h.01M15 10h.01",
  down: "M10 4v12m-5-5 5 5 5-5",
  edit: "m4 16 .7-3.2L13 4.5a1.6 1.6 0 0 1 2.3 0l.2.2a1.6 1.6 0 0 1 0 2.3l-8.3 8.3L4 16Z",
  eye: "M2.5 10S5.2 5 10 5s7.5 5 7.5 5-2.7 5-7.5 5-7.5-5-7.5-5Zm7.5 2a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z",
  file: "M5 3h6.5L15 6.5V17H5V3Zm6 0v4h4",
  guide: "M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14Zm-1.9 5.2a2 2 0 1 1 2.8 1.9c-.6.3-.9.7-.9 1.4m0 2.4v.01",
  home: "m3.5 9.5 6.5-6 6.5 6M5.5 8v8.5h9V8",
  menu: "M3.5 5.5h13m-13 4.5h13m-13 4.5h13",
  message: "M4 4.5h12v9H9.5L6 16.6v-3.1H4v-9Z",
  moon: "M15.8 12.2A6.6 6.6 0 0 1 7.8 4.2a6.6 6.6 0 1 0 8 8Z",
  next: "m5 5 5.5 5L5 15V5Zm9.5 0v10",
  people:
    "M7.5 9.5a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4ZM2.8 16c.3-2.7 2.2-4.2 4.7-4.2s4.4 1.5 4.7 4.2m.6-11.6a2.6 2.6 0 0 1 0 4.8m1.6 2.9c1.6.6 2.6 1.9 2.8 3.9",
  send: "m3.5 10 13-6.2-4 12.8-2.9-5.2L3.5 10Zm6.1 1.4 6.9-7.6",
  spark: "M11 2.5 4.5 11.5h4.6L8.6 17.5l7-9h-4.8L11 2.5Z",
  sun: "M10 6.8a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4ZM10 2v1.6m0 12.8V18M2 10h1.6m12.8 0H18M4.3 4.3l1.2 1.2m9 9 1.2 1.2m0-11.4-1.2 1.2m-9 9-1.2 1.2",
  system: "M3 4h14v9.5H3V4Zm4.5 12.5h5M10 13.5v3",
  thread: "M4 4.5h12M4 8.5h12M4 12.5h4m3.5-1.2 3 2.7-3 2.7m2.8-2.7H9.5",
  trash: "M4 5.8h12m-7.7 0V4h3.4v1.8m-6.2 0 .7 10.4h7.6l.7-10.4M8.5 8.6v4.9m3-4.9v4.9",
  warning: "M10 3.5 17.2 16H2.8L10 3.5Zm0 4.8v3.4m0 2.2v.01",
};

/** An icon; give it a label when it stands alone, none when a word beside it says the same. */
export function icon(name, label) {
  const named = label ? { role: "img", "aria-label": label } : { "aria-hidden": "true" };
  return h(
    "svg",
    { class: "icon", viewBox: "0 0 20 20", ...named },
    h("path", {
      d: PATHS[name],
      fill: "none",
      stroke: "currentColor",
      "stroke-width": "1.6",
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
    }),
  );
}

/** A button that is an icon alone; its label is what it is called, and its tip. */
export function iconButton(sign, label, onclick, className = "") {
  const props = {
    class: `icon-button ${className}`,
    type: "button",
    "aria-label": label,
    title: label,
    onclick,
  };
  return h("button", props, icon(sign));
}

/** Baton's mark: a relay baton, held at a slant. */
export function batonMark() {
  return h(
    "svg",
    { class: "baton-mark", viewBox: "0 0 32 32", "aria-hidden": "true" },
    h("path", {
      d: "M9.5 22.5 22.5 9.5",
      fill: "none",
      stroke: "currentColor",
      "stroke-width": "6",
      "stroke-linecap": "round",
    }),
    h("path", { class: "baton-band", d: "m13.2 14.6 4.2 4.2", fill: "none", "stroke-width": "2" }),
  );
}
