// Where the parts of a chart go: how wide each period is drawn, and where its name is written.

const LEAST = 6;
const GAP = 8;

/** Periods from left to right, each wide enough to be seen; one that is hardly there pushes its neighbors aside. */
export const stretched = (items, x, right) => {
  const lefts = items.map(({ from }) => x(from));
  for (let i = 1; i < lefts.length; i++) lefts[i] = Math.max(lefts[i], lefts[i - 1] + LEAST);
  for (let i = lefts.length - 1, end = right; i >= 0; i--) {
    lefts[i] = Math.min(lefts[i], end - LEAST);
    end = lefts[i];
  }
  return items.map((item, i) => ({
    item,
    left: lefts[i],
    right: Math.min(Math.max(x(item.to), lefts[i] + LEAST), lefts[i + 1] ?? right),
  }));
};

/**
 * Names that have no room in their lane, in rows below it: each begins at what it names or, near the right edge, ends there.
 * Of each: text, at (the middle of what it names), width. Returns the same with left and row, none over another.
 */
export const inRows = (names, edges) => {
  const rows = [];
  return names.map((name) => {
    const left = Math.max(edges.left, Math.min(name.at - 3, edges.right - name.width));
    const free = rows.findIndex((end) => end + GAP <= left);
    const row = free < 0 ? rows.length : free;
    rows[row] = left + name.width;
    return { ...name, left, row };
  });
};
