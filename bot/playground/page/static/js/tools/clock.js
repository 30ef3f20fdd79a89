// The clock bar: what time it is for this person, and the buttons that let time pass.

import { jump } from "../chat/acts.js";
import { h } from "../page/dom.js";
import { icon } from "../page/icons.js";
import { firstName } from "../chat/people.js";
import { me, now, state } from "../page/state.js";
import { toast } from "../page/toasts.js";
import { clockTime, dayAndTime, dayName, fullDate, shortDay, zoneName } from "../page/time.js";

const NEAR_DAYS = /^(Today|Tomorrow|Yesterday)/;

export function clockBar() {
  const { clock } = state.snapshot;
  return h(
    "section",
    { class: "clock-bar", "aria-label": "Clock", "aria-busy": isJumping() ? "true" : null },
    face(),
    clock.can_jump
      ? jumps(clock)
      : h(
          "p",
          { class: "clock-note" },
          "This clock is real: nudges come when they are due. ",
          h("kbd", {}, "/nudge now"),
          " brings the next one at once.",
        ),
    h("div", { class: "clock-progress", "aria-hidden": "true" }),
  );
}

function isJumping() {
  return Boolean(state.jumping || state.snapshot.clock.jumping);
}

function face() {
  const mine = me();
  const at = now();
  const kind = state.snapshot.clock.mode === "simulated" ? "simulated time" : "real time";
  return h(
    "div",
    { class: "clock-face" },
    icon("clock"),
    h(
      "p",
      {},
      h(
        "time",
        { class: "clock-time", datetime: at.toISOString() },
        h(
          "span",
          { class: "clock-date" },
          state.narrow ? `${shortDay(at, mine.tz)} ` : `${fullDate(at, mine.tz)}, `,
        ),
        clockTime(at, mine.tz),
      ),
      h("span", { class: "clock-zone" }, `${firstName(mine)}'s time in ${zoneName(mine.tz)}, ${kind}`),
    ),
  );
}

function jumps(clock) {
  return h(
    "div",
    { class: "jumps" },
    h("p", { class: "unseen", role: "status" }, isJumping() ? "Time is passing" : ""),
    jumpButton("hour", "+1 hour", null),
    jumpButton("day", "Next day", null),
    jumpButton("next", "Next nudge", nextWords(clock.next), !clock.next),
  );
}

function jumpButton(to, label, detail, isIdle = false) {
  const busy = state.jumping === to;
  const pressed = () =>
    isIdle ? toast("Nothing is planned yet. A coach assigns a track first.", "note") : jump(to);
  return h(
    "button",
    {
      class: `button jump jump-${to}`,
      type: "button",
      "aria-busy": busy ? "true" : null,
      "aria-disabled": isJumping() || isIdle ? "true" : null,
      onclick: pressed,
    },
    h(
      "span",
      { class: "jump-label" },
      to === "next" ? icon("next") : null,
      busy ? "Time is passing…" : label,
    ),
    detail ? h("span", { class: "jump-detail" }, detail) : null,
  );
}

function nextWords(next) {
  if (!next) return state.narrow ? "Nothing planned" : "Nothing planned yet";
  const at = new Date(next.at);
  const { tz } = me();
  const isNear = NEAR_DAYS.test(dayName(at, tz, now()));
  if (state.narrow && !isNear) return `${shortDay(at, tz)} ${clockTime(at, tz)}`;
  const when = dayAndTime(at, tz, now()).replace(NEAR_DAYS, (day) => day.toLowerCase());
  return state.narrow ? when : `${next.what.replace(/^Nudge for /, "")}, ${when}`;
}
