// The first minute: who am I, what happened, what can I press. Steps tick themselves off.

import { acted, jump } from "../chat/acts.js";
import { draftCommand } from "../chat/composer.js";
import { h } from "../page/dom.js";
import { icon, iconButton } from "../page/icons.js";
import { become, firstName } from "../chat/people.js";
import { change, me, remember, remembered, state } from "../page/state.js";

export function coach() {
  return state.snapshot.people.find(({ role, deleted }) => role === "coach" && !deleted);
}

function manager() {
  return state.snapshot.people.find(({ role, deleted }) => role === "manager" && !deleted);
}

export function assignCommand() {
  return `/coach assign @${manager()?.name ?? "someone"} delegation`;
}

export function appointCommand() {
  const last = state.snapshot.people.findLast(({ role, deleted }) => role === "manager" && !deleted);
  return `/coach appoint @${last?.name ?? "someone"}`;
}

/** Whether the guide is on screen, and what it says comes first. */
export function leads() {
  return Boolean(state.guide?.open && coach() && manager());
}

export function startGuide() {
  const kept = JSON.parse(remembered("guide") ?? "null");
  change({ guide: kept ?? { open: true, done: [] } });
  acted.add(notice);
}

export function openGuide() {
  update({ open: true, done: state.guide.done.length === 3 ? [] : state.guide.done });
  change({ drawer: false });
}

function notice({ do: what, container, action_id: pressed }) {
  if (what === "jump") tick("wait");
  if (what === "press" && pressed === "assign.confirm") tick("assign");
  const isAnswer = what === "say" || (what === "press" && container.type === "message");
  if (isAnswer && me().role === "manager") tick("answer");
}

function tick(step) {
  if (!state.guide.done.includes(step)) update({ done: [...state.guide.done, step] });
}

function update(patch) {
  const guide = { ...state.guide, ...patch };
  remember("guide", JSON.stringify(guide));
  change({ guide });
}

export function guide() {
  if (!leads()) return null;
  const steps = [assignStep(), waitStep(), answerStep()];
  const todo = steps.find(({ name }) => !state.guide.done.includes(name));
  return h(
    "section",
    { class: "guide", "aria-labelledby": "guide-title" },
    h(
      "header",
      { class: "guide-head" },
      h("h2", { id: "guide-title" }, todo ? "Try Baton in a minute" : "That is the whole round"),
      h("p", { class: "guide-lead" }, todo ? whoAmI() : whatNext()),
      iconButton("close", "Close the guide", () => update({ open: false })),
    ),
    todo &&
      h(
        "ol",
        { class: "steps" },
        steps.map((step, index) => stepCard(step, index, step === todo)),
      ),
  );
}

function whatNext() {
  const name = firstName(coach());
  const props = { class: "text-button", type: "button", onclick: () => become(coach().id, "home") };
  return [
    `A coach assigns, Baton nudges, the manager answers. Now see what ${name} sees: `,
    h("button", props, `open ${name}'s Home tab`),
  ];
}

function whoAmI() {
  const mine = me();
  return `You are ${mine.real_name} now; pick anybody on the left to be them. Baton is real, the people are made up.`;
}

function assignStep() {
  const name = firstName(coach());
  return {
    name: "assign",
    title: "Assign a track",
    text: `${name} is the coach and puts ${firstName(manager())} on a track. This writes the command, Enter sends it, and Assign under the answer makes it so.`,
    label: state.snapshot.me === coach().id ? "Write the command" : `Write it as ${name}`,
    go: () => draftCommand(assignCommand(), coach().id),
  };
}

function waitStep() {
  const canJump = state.snapshot.clock.can_jump;
  return {
    name: "wait",
    title: "Let time pass",
    text: canJump
      ? "The first nudge is for the next working morning. Jump there, here or with the clock above."
      : "Nudges come when they are due. As the manager, /nudge now brings one at once.",
    label: canJump ? "Next nudge" : "Write /nudge now",
    go: canJump ? () => jump("next") : () => draftCommand("/nudge now", manager().id),
  };
}

function answerStep() {
  return {
    name: "answer",
    title: `Answer as ${firstName(manager())}`,
    text: `The nudge is in ${firstName(manager())}'s Messages. Press one of its buttons, or write a sentence back.`,
    label:
      state.snapshot.me === manager().id && state.tab === "messages" ? null : `Be ${manager().real_name}`,
    go: () => become(manager().id),
  };
}

function stepCard({ name, title, text, label, go }, index, isCurrent) {
  const isDone = state.guide.done.includes(name);
  return h(
    "li",
    {
      key: name,
      class: `step ${isDone ? "done" : ""} ${isCurrent ? "current" : ""}`,
      "aria-current": isCurrent ? "step" : null,
    },
    h("span", { class: "step-sign" }, isDone ? icon("check", "Done") : index + 1),
    h(
      "div",
      { class: "step-words" },
      h("h3", {}, title),
      isDone ? null : h("p", {}, text),
      isDone || !label
        ? null
        : h("button", { class: isCurrent ? "button primary" : "button", type: "button", onclick: go }, label),
    ),
  );
}
