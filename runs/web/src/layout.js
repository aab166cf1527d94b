// Where the states of a machine and the arrows between them go.
import { Graph, layout } from "@dagrejs/dagre";

const CHARACTER = 7;
const LINE = 16;
const LONGEST_LINE = 12;
const LONGEST_LINE_OF_END = 20;
const NARROWEST = 88;
const PADDING = { x: 24, y: 12 };

// Between two columns an arrow first changes its height, and then is level where its number stands.
const BEND = 24;
const LEVEL = 32;

/** How far the pointed ends of a choice reach. */
export const POINT = 10;

const ENDS = new Set(["Succeed", "Fail"]);

/** Breaks a name into short lines at its spaces. */
const lines = (name, longest) =>
  name.split(" ").reduce((all, word) => {
    const last = all.at(-1);
    return last !== undefined && last.length + 1 + word.length <= longest ? [...all.slice(0, -1), `${last} ${word}`] : [...all, word];
  }, []);

/** An end has its sign before its name; another state has a line below its name for what a run did in it, and a wait has two. */
const nodeOf = (state) => {
  const isEnd = ENDS.has(state.type);
  const text = lines(state.name, isEnd ? LONGEST_LINE_OF_END : LONGEST_LINE);
  const longest = Math.max(...text.map((line) => line.length)) + (isEnd ? 2 : 0);
  return {
    ...state,
    isEnd,
    lines: text,
    width: Math.max(NARROWEST, longest * CHARACTER + PADDING.x),
    height: (text.length + (isEnd ? 0 : state.type === "Wait" ? 2 : 1)) * LINE + PADDING.y,
  };
};

/** Where only failed steps lead, a state has its place by the first of them; all the others would cross everything. */
const placing = (transitions, taken) => {
  const reached = new Set(transitions.filter(({ kind }) => kind !== "catch").map(({ to }) => to));
  return transitions.filter(({ from, to, kind }) => kind !== "catch" || taken(from, to) || (!reached.has(to) && reached.add(to)));
};

/** The columns of states, by where their middle is: half as wide as the widest state in each. */
const columnsOf = (nodes) => {
  const columns = [];
  for (const { x, width } of nodes) {
    const column = columns.find((other) => Math.abs(other.x - x) < 1);
    if (column) column.half = Math.max(column.half, width / 2);
    else columns.push({ x, half: width / 2 });
  }
  return (x) => columns.find((column) => Math.abs(column.x - x) < 1);
};

/** The places at the sides of the states where arrows begin and end, spread so that none covers another: by state, side and arrow. */
const portsOf = (arrows) => {
  const sides = new Map();
  const add = (node, side, arrow, next) => {
    const key = `${node.name} ${side}`;
    sides.set(key, [...(sides.get(key) ?? []), { arrow, next }]);
  };
  for (const arrow of arrows) {
    add(arrow.from, arrow.side, arrow, (arrow.via[0] ?? arrow.to).y);
    add(arrow.to, -arrow.side, arrow, (arrow.via.at(-1) ?? arrow.from).y);
  }
  return ({ name, x, y, width, height, type }, side, arrow) => {
    const all = sides.get(`${name} ${side}`).toSorted((a, b) => a.next - b.next);
    const share = (all.findIndex((port) => port.arrow === arrow) + 0.5) / all.length - 0.5;
    const dy = share * (height - 6);
    const slope = type === "Choice" ? (POINT * Math.abs(dy)) / (height / 2) : 0;
    return { x: x + side * (width / 2 - slope), y: y + dy };
  };
};

/** Points that say something new: without a length, the last piece of an arrow would have no direction. */
const withoutRepeats = (points) => points.filter((point, i) => i === 0 || Math.abs(point.x - points[i - 1].x) > 0.5 || Math.abs(point.y - points[i - 1].y) > 0.5);

/** The middle of the longest level piece. */
const placeOfNumber = (points) => {
  const pieces = points.slice(1).map((point, i) => [points[i], point]).filter(([a, b]) => Math.abs(a.y - b.y) < 1);
  const [a, b] = pieces.toSorted((p, q) => Math.abs(q[1].x - q[0].x) - Math.abs(p[1].x - p[0].x))[0];
  return { x: (a.x + b.x) / 2, y: a.y };
};

/** Level through each column and curved only between them, so that an arrow meets no state but its own. */
const routed = (columnAt, ports) => (arrow) => {
  const { from, to, via, side } = arrow;
  // The level piece between two columns is at the left of the right one, whichever way the arrow goes.
  const across = ({ x, y }) => {
    const { half } = columnAt(x);
    const [left, right] = [{ x: x - half - LEVEL, y }, { x: x + half, y }];
    return side > 0 ? [left, right] : [right, left];
  };
  const start = ports(from, side, arrow);
  const end = ports(to, -side, arrow);
  const points = withoutRepeats([
    start,
    across({ x: from.x, y: start.y })[1],
    ...via.flatMap(across),
    across({ x: to.x, y: end.y })[0],
    end,
  ]);
  return { from: from.name, to: to.name, kind: arrow.kind, points, ...placeOfNumber(points) };
};

/**
 * From left to right: few steps lead to many ends, and ends below each other take less space. The layout is the same for every run of a
 * machine, except for the arrows of failed steps: taken says whether a run went from one state to another.
 */
export const laidOut = (machine, taken) => {
  const graph = new Graph();
  graph.setGraph({ rankdir: "LR", nodesep: 10, ranksep: BEND + LEVEL, edgesep: 10, marginx: 8, marginy: 8 });
  for (const state of machine.states) graph.setNode(state.name, nodeOf(state));
  // In reverse order: this puts what is done above the ends of a run, and the first states next to the middle.
  for (const { from, to, kind } of placing(machine.transitions, taken).toReversed()) graph.setEdge(from, to, { kind });
  layout(graph);
  const nodes = graph.nodes().map((name) => graph.node(name));
  const columnAt = columnsOf(nodes);
  const arrows = graph.edges().map((edge) => {
    const { kind, points } = graph.edge(edge);
    const [from, to] = [graph.node(edge.v), graph.node(edge.w)];
    // Its other points are between two columns, where it may go straight.
    return { from, to, kind, side: Math.sign(to.x - from.x), via: points.slice(1, -1).filter(({ x }) => columnAt(x)) };
  });
  return {
    width: Math.ceil(graph.graph().width),
    height: Math.ceil(graph.graph().height),
    lineHeight: LINE,
    nodes,
    edges: arrows.map(routed(columnAt, portsOf(arrows))),
  };
};
