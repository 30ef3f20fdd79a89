// The Home tab, as the bot last drew it for this person.

import { blocks } from "./blocks.js";
import { h } from "../page/dom.js";
import { emptyHome } from "../page/empty.js";
import { state } from "../page/state.js";

export function home() {
  const drawn = state.snapshot.home?.view.blocks;
  return h(
    "div",
    {
      key: `home-${state.person}`,
      class: "home",
      id: "panel-home",
      role: "tabpanel",
      "aria-labelledby": "tab-home",
      tabindex: 0,
    },
    h("div", { class: "home-column" }, drawn?.length ? blocks(drawn, { type: "home" }) : emptyHome()),
  );
}
