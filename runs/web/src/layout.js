// Where the states of a machine and the arrows between them go.
import { Graph, layout } from "@dagrejs/dagre";

const CHARACTER = 7;
const LINE = 16;
const LONGEST_LINE = 16;
const NARROWEST = 100;

// The number of waits and their duration are in one line.
const NARROWEST_WAIT = 132;
const PADDING = { x: 26, y: 12 };

// Room for the number beside an arrow, which also keeps the arrows of a choice apart.
const NUMBER = { width: 8, height: 24, labelpos: "c" };

/** Breaks a name into short lines at its spaces. */
const lines = (name) =>
  name.split(" ").reduce((all, word) => {
    const last = all.at(-1);
    return last !== undefined && last.length + 1 + word.length <= LONGEST_LINE
      ? [...all.slice(0, -1), `${last} ${word}`]
      : [...all, word];
  }, []);

/** The curve passes its inner points at a distance; the number goes onto the curve. */
const withNumber = (edge) => {
  const i = edge.points.findIndex((point) => point.x === edge.x && point.y === edge.y);
  const [before, here, after] = [edge.points[i - 1], edge.points[i], edge.points[i + 1]];
  if (!before || !after) return edge;
  const on = (axis) => (before[axis] + 4 * here[axis] + after[axis]) / 6;
  return { ...edge, x: on("x"), y: on("y") };
};

/** From left to right: few steps lead to many ends, and ends below each other take less space. */
export const laidOut = (machine) => {
  const graph = new Graph();
  graph.setGraph({ rankdir: "LR", nodesep: 10, ranksep: 36, edgesep: 10, marginx: 8, marginy: 8 });
  for (const state of machine.states) {
    const text = lines(state.name);
    graph.setNode(state.name, {
      ...state,
      lines: text,
      width: Math.max(state.type === "Wait" ? NARROWEST_WAIT : NARROWEST, Math.max(...text.map((line) => line.length)) * CHARACTER + PADDING.x),
      height: (text.length + 1) * LINE + PADDING.y,
    });
  }
  // In reverse order: this puts what is done above the ends of a run, and the first states next to the middle.
  for (const { from, to, kind } of machine.transitions.toReversed()) {
    graph.setEdge(from, to, { from, to, kind, ...NUMBER, ...(kind === "catch" && { height: 4 }) });
  }
  layout(graph);
  return {
    width: Math.ceil(graph.graph().width),
    height: Math.ceil(graph.graph().height),
    lineHeight: LINE,
    nodes: graph.nodes().map((name) => graph.node(name)),
    edges: graph.edges().map((edge) => withNumber(graph.edge(edge))),
  };
};
