// What makes an element a field of a form: its id, and what describes it.

import { plainText } from "../chat/mrkdwn.js";

export function fieldProps(described, place) {
  const { field } = place;
  if (!field)
    return { id: idOf(described, place), "aria-label": plainText(described.placeholder) || "Choose" };
  return {
    id: idOf(described, place),
    "aria-describedby": field.describedBy,
    "aria-invalid": field.invalid ? "true" : null,
    "aria-required": field.optional ? null : "true",
    "data-focus": described.focus_on_load ? true : null,
  };
}

export function idOf(described, place) {
  return [place.scope, place.blockId, described.action_id].join("--").replace(/[^\w-]/g, "_");
}
