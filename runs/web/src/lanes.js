// What each lane of the chart shows, from a recording.
import { clock, plural, span } from "./words.js";

const stateText = ({ state, code }) => (code ? `${state}, ${code}` : state);

/** Periods. What a look means goes into the legend. */
const segments = (list, text, look, means, label) =>
  list.map((item) => ({
    from: item.from,
    to: item.to,
    short: text(item),
    look: look(item),
    means: means(item),
    label: `${span(item.from, item.to)}: ${label(item)}`,
  }));

const connection = ({ connectionState }) => ({
  name: "Connection state",
  kind: "segments",
  items: segments(
    connectionState,
    stateText,
    (s) => s.state.toLowerCase(),
    (s) => s.state,
    stateText,
  ),
});

const hsms = ({ activeHsms }) => {
  const most = Math.max(1, ...activeHsms.map((s) => s.count));
  const items = segments(
    activeHsms,
    (s) => String(s.count),
    (s) => (s.count ? "connected" : "failed"),
    (s) => (s.count ? "active HSMs" : "no active HSM"),
    (s) => (s.count ? plural(s.count, "active HSM") : "no active HSM"),
  );
  return { name: "Active HSMs", kind: "segments", items: items.map((item, i) => ({ ...item, part: activeHsms[i].count / most })) };
};

const ended = ({ result }) => result.split(" ")[0] || "CONNECTING";

const attempts = ({ attempts: list }) => ({
  name: "Attempts",
  kind: "segments",
  items: segments(
    list,
    (a) => `${a.number} of ${a.of}`,
    (a) => ended(a).toLowerCase(),
    (a) => ended(a),
    (a) => `attempt ${a.number} of ${a.of}, ${a.result === "CONNECTING" ? "still connecting" : `then ${a.result || "not seen"}`}`,
  ),
});

const marks = (name, items, look, one, means = one) => ({ name, kind: "marks", look, one, means, items });

const action = (a) => ({
  atMillis: a.atMillis,
  short: a.action,
  text: `${a.action}: ${a.answer === "ACCEPTED" ? `accepted. ${a.text}` : a.text}`,
});

/** All that could be shown, from top to bottom: lanes that need a known world only with one. */
const possible = ({ lanes, world }) => [
  connection(lanes),
  hsms(lanes),
  attempts(lanes),
  marks("Actions", lanes.actions.map(action), "action", "action"),
  marks("Faults", lanes.faults, "fault", "fault"),
  ...(world ? [marks("People", lanes.people, "person", "act", "person"), marks("World", lanes.world, "world", "event")] : []),
];

/** The lanes that have something in them, and the names of the others. */
export const lanesOf = (recording) => {
  const all = possible(recording);
  return {
    lanes: all.filter(({ items }) => items.length > 0),
    empty: all.filter(({ items }) => items.length === 0).map(({ name }) => name),
  };
};

/** What the looks in these lanes mean: each look once. */
export const legendOf = (lanes) => {
  const meanings = new Map();
  const add = (look, kind, means) => meanings.set(look, { look, kind, means: new Set([...(meanings.get(look)?.means ?? []), means]) });
  for (const lane of lanes) {
    if (lane.kind === "marks") add(lane.look, "mark", lane.means);
    else lane.items.forEach(({ look, means }) => add(look, "segment", means));
  }
  return [...meanings.values()].map((entry) => ({ ...entry, means: [...entry.means].join(", ") }));
};

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

const MOST_NAMES = 3;

/** The text beside a group of marks: their names with how often each occurs, or only how many there are. */
export const groupName = ({ items }, one) => {
  const counts = new Map();
  items.forEach(({ short }) => counts.set(short, (counts.get(short) ?? 0) + 1));
  if (counts.size > MOST_NAMES || counts.has("")) return plural(items.length, one);
  return [...counts].map(([name, count]) => (count > 1 ? `${name} (${count} times)` : name)).join(", ");
};

/** The description of a group of marks. */
export const groupLabel = ({ items }) => {
  const entries = counted(items);
  const told = entries.slice(0, 4).map((e) => `${span(e.from, e.to)}: ${e.text}${e.count > 1 ? ` (${e.count} times)` : ""}`);
  return told.join(" ") + (entries.length > 4 ? ` And ${entries.length - 4} more, from ${clock(items[0].atMillis)} on.` : "");
};
