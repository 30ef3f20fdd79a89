// Pictures, shown only if they come from the playground itself.

import { h } from "../page/dom.js";
import { link, plainText } from "./mrkdwn.js";

/** An image block or element. The page asks no other host for anything, so a far picture is a link. */
export function picture({ image_url: url, slack_file: file, alt_text: alt, title }, size) {
  const source = url ?? file?.url ?? (file?.id ? `/files/${file.id}/picture` : "");
  const path = localPath(source);
  const shown = path
    ? h("img", { class: size, src: path, alt })
    : h(
        "span",
        { class: `far-picture ${size}` },
        size === "picture"
          ? ["Picture not loaded, it is on another server: ", link(source, alt || source)]
          : h("span", { class: "unseen" }, alt),
      );
  if (size !== "picture") return shown;
  return h("figure", { class: "figure" }, title ? h("figcaption", {}, plainText(title)) : null, shown);
}

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** The path of an address on this playground, by whichever of its names; null for any other. */
export function localPath(source) {
  if (!source || !URL.canParse(source, location.href)) return null;
  const { hostname, port, protocol, pathname } = new URL(source, location.href);
  const isHere =
    protocol === location.protocol &&
    port === location.port &&
    (hostname === location.hostname || LOOPBACK.has(hostname));
  return isHere ? pathname : null;
}
