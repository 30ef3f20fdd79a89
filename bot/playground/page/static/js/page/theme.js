// Light, dark, or as the system likes it.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { change, remember, remembered, state } from "./state.js";

const THEMES = [
  ["light", "Light", "sun"],
  ["dark", "Dark", "moon"],
  ["system", "As system", "system"],
];

export function startTheme() {
  setTheme(remembered("theme") ?? "system");
}

export function setTheme(theme) {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  remember("theme", theme);
  change({ theme });
}

export function themeSwitch() {
  return h(
    "div",
    { class: "theme-switch", role: "radiogroup", "aria-label": "Theme" },
    THEMES.map(([theme, label, sign]) =>
      h(
        "label",
        { class: "theme-choice", title: label },
        h("input", {
          type: "radio",
          name: "theme",
          value: theme,
          checked: state.theme === theme,
          onchange: () => setTheme(theme),
        }),
        icon(sign),
        h("span", { class: "unseen" }, label),
      ),
    ),
  );
}
