// Menus and lists that open beside a button, in the browser's top layer.

const GAP = 6;
const MARGIN = 8;

/** Puts an opening popover below the button that opened it, or above where there is no room. */
export function placeBeside(panel, button) {
  const from = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = panel;
  const below = from.bottom + GAP + height <= innerHeight - MARGIN;
  const top = below ? from.bottom + GAP : Math.max(MARGIN, from.top - GAP - height);
  const left = Math.max(MARGIN, Math.min(from.left, innerWidth - width - MARGIN));
  panel.style.top = `${top}px`;
  panel.style.left = `${left}px`;
}

export function buttonOf(panel) {
  return document.querySelector(`[popovertarget="${CSS.escape(panel.id)}"]`);
}

/** Handles `toggle` of a popover: place it and focus its first choice, or say that it closed. */
export function onToggle(event, closed) {
  const panel = event.currentTarget;
  if (event.newState === "closed") {
    closed?.();
    return;
  }
  placeBeside(panel, buttonOf(panel));
  (panel.querySelector("input:checked") ?? panel.querySelector("button, input"))?.focus();
}

/** Arrow keys, Home and End among the choices of a menu. */
export function onMenuKey(event) {
  const items = [...event.currentTarget.querySelectorAll("button, input")];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  items[(to + items.length) % items.length].focus();
}
