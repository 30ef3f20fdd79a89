// Draws descriptions of elements onto the page and touches only what changed, so that focus,
// selection, scroll and half-typed text survive every update. Data only ever becomes text nodes.

const SVG = "http://www.w3.org/2000/svg";
const HOOKS = new Set(["mounted", "removed"]);
const LIVE = new Set(["value", "checked", "selected", "indeterminate"]);
const waiting = [];

/** Describes an element. `mounted(el)` runs once it is on the page, `removed(el)` just before it goes. */
export function h(tag, props, ...children) {
  const { key, ...rest } = props ?? {};
  return { tag, key, props: rest, children: nodes(children) };
}

/** Makes the children of `root` match the description. */
export function draw(root, ...children) {
  const next = nodes(children);
  if (!root.drawing) root.replaceChildren();
  patchChildren(root, root.drawing ?? [], next);
  root.drawing = next;
  for (const run of waiting.splice(0)) run();
}

/** Keeps the last description while its inputs are the same, which lets `draw` skip it whole. */
export function keep(describe) {
  let inputs = null;
  let last = null;
  return (...now) => {
    if (inputs === null || now.some((input, index) => input !== inputs[index])) {
      inputs = now;
      last = describe(...now);
    }
    return last;
  };
}

function nodes(children) {
  return children
    .flat(Infinity)
    .filter((child) => child !== null && child !== undefined && child !== "" && child !== false)
    .map((child) => (typeof child === "object" ? child : { text: String(child) }));
}

function create(node, svg) {
  if (node.tag === undefined) {
    node.el = document.createTextNode(node.text);
    return node.el;
  }
  const inSvg = svg || node.tag === "svg";
  node.el = inSvg ? document.createElementNS(SVG, node.tag) : document.createElement(node.tag);
  for (const child of node.children) node.el.append(create(child, inSvg));
  setProps(node.el, {}, node.props);
  if (node.props.mounted) waiting.push(() => node.props.mounted(node.el));
  return node.el;
}

function patch(old, next) {
  next.el = old.el;
  if (old === next) return;
  if (next.tag === undefined) {
    if (old.text !== next.text) old.el.data = next.text;
    return;
  }
  patchChildren(next.el, old.children, next.children);
  setProps(next.el, old.props, next.props);
}

function patchChildren(el, olds, news) {
  const pairs = pair(olds, news);
  const kept = new Set(pairs.values());
  for (const old of olds) if (!kept.has(old)) remove(old);

  let cursor = el.firstChild;
  for (const next of news) {
    const old = pairs.get(next);
    if (old) patch(old, next);
    else create(next, el.namespaceURI === SVG);
    if (next.el === cursor) cursor = cursor.nextSibling;
    else el.insertBefore(next.el, cursor);
  }
}

function pair(olds, news) {
  const keyed = new Map(olds.filter((old) => old.key !== undefined).map((old) => [old.key, old]));
  const loose = olds.filter((old) => old.key === undefined);
  const pairs = new Map();
  for (const next of news) {
    const old = next.key === undefined ? takeLoose(loose, next) : keyed.get(next.key);
    if (old && old.tag === next.tag) pairs.set(next, old);
  }
  return pairs;
}

function takeLoose(loose, next) {
  const index = loose.findIndex((old) => old.tag === next.tag);
  return index < 0 ? undefined : loose.splice(0, index + 1).at(-1);
}

function remove(node) {
  released(node);
  node.el.remove();
}

function released(node) {
  if (node.tag === undefined) return;
  node.props.removed?.(node.el);
  node.children.forEach(released);
}

function setProps(el, old, next) {
  for (const name of Object.keys(old)) if (!(name in next)) setProp(el, name, undefined);
  for (const [name, value] of Object.entries(next)) {
    if (LIVE.has(name) || old[name] !== value) setProp(el, name, value);
  }
}

function setProp(el, name, value) {
  if (HOOKS.has(name)) return;
  if (name.startsWith("on")) el[name] = value ?? null;
  else if (LIVE.has(name)) setLive(el, name, value);
  else if (value === undefined || value === null || value === false) el.removeAttribute(name);
  else el.setAttribute(name, value === true ? "" : value);
}

function setLive(el, name, value) {
  const wanted = name === "value" ? (value ?? "") : Boolean(value);
  if (el[name] !== wanted) el[name] = wanted;
}
