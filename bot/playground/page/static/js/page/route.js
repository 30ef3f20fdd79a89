// The address of what is on screen: the person in ?as=, the tab and thread in the hash.

import { change, state } from "./state.js";

/** Reads `?as=U1ADA#messages/1740000000.000100`. */
export function readRoute() {
  const [tab, thread] = location.hash.slice(1).split("/");
  return {
    person: new URLSearchParams(location.search).get("as"),
    tab: tab === "home" ? "home" : "messages",
    thread: tab === "home" ? null : (thread ?? null),
  };
}

export function address({ person, tab, thread }) {
  const url = new URL(location.href);
  if (person) url.searchParams.set("as", person);
  url.hash = thread ? `${tab}/${thread}` : tab;
  return url.href;
}

/** Moves to another person, tab or thread, so that the browser's Back leads back. */
export function go(patch) {
  change(patch);
  if (address(state) !== location.href) history.pushState(null, "", address(state));
}

/** Names the person in the address when the visitor came without one. */
export function settle(person) {
  change({ person });
  history.replaceState(null, "", address(state));
}
