// What stands where nothing is yet: why it is empty, and a next step.

import { draftCommand } from "../chat/composer.js";
import { h } from "./dom.js";
import { typingDots } from "../chat/messages.js";
import { appointCommand, assignCommand, coach, leads } from "../tools/guide.js";
import { botAvatar, become, firstName } from "../chat/people.js";
import { me, state } from "./state.js";

export function emptyConversation() {
  const { bot } = state.snapshot;
  const { text, step } = CONVERSATION[me().role]?.() ?? CONVERSATION.manager();
  return empty(botAvatar("large"), `This is where ${firstName(me())} and ${bot.name} talk`, text, step);
}

const CONVERSATION = {
  manager: () => ({
    text: "Nothing yet. Once a coach has put this person on a track, a small act for the day arrives here each working morning.",
    step: coach() && { label: `Switch to ${coach().real_name}`, go: () => become(coach().id) },
  }),
  coach: () => ({
    text: "A coach assigns tracks and follows up. Start by putting somebody on a track; Baton asks nothing else of you.",
    step: { label: `Try ${assignCommand()}`, go: () => draftCommand(assignCommand()) },
  }),
  admin: () => ({
    text: "An admin appoints coaches, and reads nobody's answers.",
    step: {
      label: `Try ${appointCommand()}`,
      go: () => draftCommand(appointCommand()),
    },
  }),
};

export function emptyHome() {
  const { bot } = state.snapshot;
  if (!bot.connected) {
    const text = `${bot.name} draws this page, and ${bot.name} is not connected. Start it with make demo.`;
    return empty(botAvatar("large"), "Nothing on this Home yet", text);
  }
  return h(
    "div",
    { class: "empty", role: "status" },
    botAvatar("large"),
    h("p", { class: "drawing" }, typingDots(), `${bot.name} is drawing this page…`),
    h("p", { class: "late" }, `It may have nothing to show to ${firstName(me())} yet.`),
  );
}

export function empty(picture, title, text, step) {
  return h(
    "div",
    { class: "empty" },
    picture,
    h("h2", {}, title),
    h("p", {}, text),
    step
      ? h("button", { class: `button ${leads() ? "" : "primary"}`, type: "button", onclick: step.go }, step.label)
      : null,
  );
}
