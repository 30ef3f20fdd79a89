// A person's account, changed as in Slack's own settings: the bot hears of it as user_change.

import { act } from "./acts.js";
import { onCancel, onEscape } from "../page/confirm.js";
import { h } from "../page/dom.js";
import { icon } from "../page/icons.js";
import { change, person, state } from "../page/state.js";
import { toasts } from "../page/toasts.js";
import { zoneName } from "../page/time.js";

export function openProfile(id) {
  change({ profile: id, drawer: false });
}

export function profile() {
  const someone = state.profile && person(state.profile);
  if (!someone) return null;
  const close = () => change({ profile: null });
  return h(
    "dialog",
    {
      key: "profile",
      class: "dialog question",
      "aria-labelledby": "profile-title",
      mounted: (dialog) => dialog.showModal(),
      removed: (dialog) => dialog.close(),
      onkeydown: (event) => onEscape(event, close),
      oncancel: (event) => onCancel(event, close),
      onclose: close,
    },
    h("h2", { id: "profile-title" }, someone.real_name),
    h("label", { class: "label", for: "profile-zone" }, "Time zone"),
    zoneSelect(someone),
    toasts(),
    h("p", { class: "hint" }, "Baton hears of it at once and moves this person's next nudge."),
    h(
      "footer",
      { class: "dialog-foot" },
      h(
        "button",
        { class: "button", type: "button", onclick: () => switchAccount(someone) },
        someone.deleted ? "Reactivate the account" : "Deactivate the account",
      ),
      h("button", { class: "button primary", type: "button", onclick: close }, "Done"),
    ),
  );
}

function zoneSelect(someone) {
  const zones = [...new Set([...Intl.supportedValuesOf("timeZone"), someone.tz])].sort();
  return h(
    "span",
    { class: "select wide" },
    h(
      "select",
      {
        id: "profile-zone",
        onchange: (event) => act({ do: "profile", person: someone.id, tz: event.target.value }),
      },
      zones.map((zone) =>
        h(
          "option",
          { value: zone, selected: zone === someone.tz },
          zone.includes("/") ? `${zoneName(zone)} (${zone.split("/")[0]})` : zone,
        ),
      ),
    ),
    icon("chevron"),
  );
}

function switchAccount(someone) {
  act({ do: "profile", person: someone.id, deleted: !someone.deleted });
}
