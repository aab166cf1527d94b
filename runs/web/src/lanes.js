// What each lane of the chart shows, from a recording.
import { clock, plural, span } from "./words.js";

const stateText = ({ state, code }) => (code ? `${state}, ${code}` : state);

const segments = (list, text, look, label) =>
  list.map((item) => ({
    from: item.from,
    to: item.to,
    short: text(item),
    look: look(item),
    label: `${span(item.from, item.to)}: ${label(item)}`,
  }));

const connection = ({ connectionState }) => ({
  name: "Connection state",
  kind: "segments",
  items: segments(connectionState, stateText, (s) => s.state.toLowerCase(), stateText),
});

const hsms = ({ activeHsms }) => {
  const most = Math.max(1, ...activeHsms.map((s) => s.count));
  const items = segments(
    activeHsms,
    (s) => String(s.count),
    (s) => (s.count ? "hsms" : "failed"),
    (s) => (s.count ? plural(s.count, "active HSM") : "no active HSM"),
  );
  return { name: "Active HSMs", kind: "segments", items: items.map((item, i) => ({ ...item, part: activeHsms[i].count / most })) };
};

const attempts = ({ attempts: list }) => ({
  name: "Attempts",
  kind: "segments",
  items: segments(
    list,
    (a) => `${a.number} of ${a.of}`,
    (a) => a.result.split(" ")[0].toLowerCase() || "connecting",
    (a) => `attempt ${a.number} of ${a.of}, ${a.result === "CONNECTING" ? "still connecting" : `then ${a.result || "not seen"}`}`,
  ),
});

const marks = (name, list, look) => ({ name, kind: "marks", look, items: list });

const action = (a) => ({
  atMillis: a.atMillis,
  short: a.action,
  text: `${a.action}: ${a.answer === "ACCEPTED" ? `accepted. ${a.text}` : a.text}`,
});

/** The lanes from top to bottom. Lanes that need a known world are left out without one. */
export const lanesOf = ({ lanes, world }) => [
  connection(lanes),
  ...(lanes.activeHsms.length ? [hsms(lanes)] : []),
  attempts(lanes),
  marks("Actions", lanes.actions.map(action), "action"),
  marks("Faults", lanes.faults, "fault"),
  ...(world ? [marks("People", lanes.people, "person"), marks("World", lanes.world, "world")] : []),
];

/** Marks that would overlap become one. */
export const gathered = (items, x, room) =>
  items.reduce((groups, item) => {
    const last = groups.at(-1);
    if (last && x(item.atMillis) - x(last.to) < room) {
      last.items.push(item);
      last.to = item.atMillis;
    } else {
      groups.push({ from: item.atMillis, to: item.atMillis, items: [item] });
    }
    return groups;
  }, []);

/** Each text once, with how often and from when to when it occurs. */
export const counted = (items) => {
  const byText = new Map();
  for (const { text, atMillis } of items) {
    const entry = byText.get(text) ?? { text, from: atMillis, count: 0 };
    byText.set(text, { ...entry, to: atMillis, count: entry.count + 1 });
  }
  return [...byText.values()];
};

/** The text beside a group of marks: their names if they are few, otherwise their number. */
export const groupName = ({ items }) => {
  const names = [...new Set(items.map((item) => item.short))];
  if (names.length <= 3 && names[0] && items.length <= 3) return names.join(", ");
  return items.length > 1 ? `${items.length}×` : "";
};

/** The description of a group of marks. */
export const groupLabel = ({ items }) => {
  const entries = counted(items);
  const told = entries.slice(0, 4).map((e) => `${span(e.from, e.to)}: ${e.text}${e.count > 1 ? ` (${e.count} times)` : ""}`);
  return told.join(" ") + (entries.length > 4 ? ` And ${entries.length - 4} more, from ${clock(items[0].atMillis)} on.` : "");
};
