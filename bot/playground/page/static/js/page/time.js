// Times as people read them, in the zone of the person we look through.

const formats = new Map();

function format(zone, options) {
  const key = `${zone} ${JSON.stringify(options)}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options }));
  return formats.get(key);
}

export function clockTime(date, zone) {
  return format(zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(date);
}

export function fullDate(date, zone) {
  return format(zone, { weekday: "long", day: "numeric", month: "long", year: "numeric" })
    .format(date)
    .replace(",", "");
}

export function fullTime(date, zone) {
  return `${fullDate(date, zone)}, ${clockTime(date, zone)} (${zoneName(zone)})`;
}

export function shortDay(date, zone) {
  return format(zone, { weekday: "short", day: "numeric", month: "short" }).format(date).replace(",", "");
}

/** "2026-03-02", to compare days and to group by them. */
export function dayKey(date, zone) {
  return format(zone, { year: "numeric", month: "2-digit", day: "2-digit" })
    .format(date)
    .split("/")
    .reverse()
    .join("-");
}

/** "Today", "Yesterday", "Tomorrow", or the date. */
export function dayName(date, zone, now) {
  const days = Math.round((Date.parse(dayKey(date, zone)) - Date.parse(dayKey(now, zone))) / 86_400_000);
  const near = { "-1": "Yesterday", 0: "Today", 1: "Tomorrow" }[days];
  if (near) return near;
  const sameYear = dayKey(date, zone).slice(0, 4) === dayKey(now, zone).slice(0, 4);
  const options = { weekday: "long", day: "numeric", month: "long" };
  return format(zone, sameYear ? options : { ...options, year: "numeric" })
    .format(date)
    .replace(",", "");
}

/** "tomorrow 09:00" or "Thursday 5 March 09:00". */
export function dayAndTime(date, zone, now) {
  return `${dayName(date, zone, now)} ${clockTime(date, zone)}`;
}

/** "Berlin" of "Europe/Berlin". */
export function zoneName(zone) {
  return zone.split("/").at(-1).replaceAll("_", " ");
}

/** Slack's `<!date^…>` tokens, in the person's zone. */
export function dateTokens(template, date, zone, now) {
  const long = (options) =>
    format(zone, { year: "numeric", ...options })
      .format(date)
      .replace(",", "");
  const pretty = (plain) => (isNear(date, zone, now) ? dayName(date, zone, now).toLowerCase() : plain);
  const tokens = {
    date_num: dayKey(date, zone),
    date: long({ month: "long", day: "numeric" }),
    date_short: long({ month: "short", day: "numeric" }),
    date_long: fullDate(date, zone),
    date_pretty: pretty(long({ month: "long", day: "numeric" })),
    date_short_pretty: pretty(long({ month: "short", day: "numeric" })),
    date_long_pretty: pretty(fullDate(date, zone)),
    time: clockTime(date, zone),
    time_secs: format(zone, {
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
    }).format(date),
    ago: dayName(date, zone, now).toLowerCase(),
  };
  return template.replace(/\{(\w+)\}/g, (whole, token) => tokens[token] ?? whole);
}

function isNear(date, zone, now) {
  return Math.abs(Date.parse(dayKey(date, zone)) - Date.parse(dayKey(now, zone))) <= 86_400_000;
}
