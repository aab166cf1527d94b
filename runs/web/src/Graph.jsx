// The state machine with the path that the run took.
import { useEffect, useMemo, useRef } from "preact/hooks";
import { curveBumpX, line } from "d3-shape";
import { laidOut, POINT } from "./layout.js";
import { Marks, useMark, useNote } from "./marks.jsx";
import { Fold, Table } from "./parts.jsx";
import { wayOf } from "./way.js";
import { clock, duration, times } from "./words.js";

const curve = line((point) => point.x, (point) => point.y).curve(curveBumpX);

/** An arrow that was taken more than once says how often. */
const Arrow = ({ edge, count }) => (
  <g class={`arrow ${edge.kind} ${count ? "taken" : ""}`} data-arrow={`${edge.from} → ${edge.to}`}>
    <path d={curve(edge.points)} marker-end={`url(#${count ? "tip-taken" : "tip"})`} />
    {count > 1 && (
      <text x={edge.x} y={edge.y} dy="0.35em">
        {count}
      </text>
    )}
  </g>
);

const corner = (type, height) => (type === "Task" || type === "Pass" ? 6 : Math.min(22, height / 2));

/** A choice has pointed ends, a step square ones, ends and waits are round. */
const Shape = ({ node: { type, width: w, height: h } }) =>
  type === "Choice" ? (
    <polygon points={`${POINT},0 ${w - POINT},0 ${w},${h / 2} ${w - POINT},${h} ${POINT},${h} 0,${h / 2}`} />
  ) : (
    <rect width={w} height={h} rx={corner(type, h)} />
  );

const SIGNS = { Succeed: "✓", Fail: "✕", Wait: "◷" };

const label = (node, seen, isEnd, running) =>
  `${node.name}: entered ${times(seen.count)}` +
  (seen.millis ? `, ${duration(seen.millis)} in total` : "") +
  (isEnd ? (running ? "; the run is here now" : "; the run ended here") : "") +
  (node.comment ? `. ${node.comment}` : ".");

/** What a run did in a state: how often it entered it, and if it waited or entered it once, how long that took. */
const small = (type, { count, millis } = { count: 0, millis: 0 }) =>
  [count > 1 && times(count), millis >= 1000 && (type === "Wait" || count === 1) && duration(millis)].filter(Boolean);

/** Before a run, every state is as near as any other; during and after it, those that it has not entered step back. */
const distance = (node, seen, begun) => (seen || !begun ? "" : node.isEnd ? "far" : "away");

const State = ({ node, seen, isEnd, running, begun, lineHeight }) => {
  const mark = useMark();
  const done = node.isEnd ? [] : small(node.type, seen);
  const free = node.height / lineHeight - 0.75 - node.lines.length - done.length;
  const name = (
    <>
      <Shape node={node} />
      <text x={node.width / 2} y={lineHeight + 3 + (free * lineHeight) / 2}>
        {node.lines.map((text, i) => (
          <tspan key={i} x={node.width / 2} dy={i && lineHeight}>
            {i === 0 && SIGNS[node.type] ? `${SIGNS[node.type]} ${text}` : text}
          </tspan>
        ))}
        {done.map((text) => (
          <tspan key={text} class="small" x={node.width / 2} dy={lineHeight}>
            {text}
          </tspan>
        ))}
      </text>
    </>
  );
  const place = `translate(${node.x - node.width / 2},${node.y - node.height / 2})`;
  const look = `state ${node.type.toLowerCase()} ${seen ? "seen" : ""} ${isEnd ? "end" : ""} ${distance(node, seen, begun)}`;
  return seen ? (
    <g class={look} transform={place} {...mark(node.name, label(node, seen, isEnd, running))}>
      {name}
    </g>
  ) : (
    <g class={look} transform={place} aria-hidden="true">
      {name}
    </g>
  );
};

const Tip = ({ id }) => (
  <marker id={id} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">
    <path d="M0,0.5 L8,4 L0,7.5 z" />
  </marker>
);

const arrows = (plan, way) =>
  plan.edges
    .map((edge) => ({ edge, count: way.taken(edge.from, edge.to) }))
    .filter(({ edge, count }) => count > 0 || edge.kind !== "catch")
    .sort((a, b) => a.count - b.count);

const Drawing = ({ plan, way, running }) => (
  <svg
    class="graph"
    viewBox={`0 0 ${plan.width} ${plan.height}`}
    width={plan.width}
    height={plan.height}
    role="group"
    aria-label={way.states.size ? "The states of the workflow that the run entered" : "The states of the workflow"}
  >
    <defs>
      <Tip id="tip" />
      <Tip id="tip-taken" />
    </defs>
    <g class={way.states.size ? "begun" : ""} aria-hidden="true">
      {arrows(plan, way).map(({ edge, count }) => (
        <Arrow key={`${edge.from}→${edge.to}`} edge={edge} count={count} />
      ))}
    </g>
    <Marks names={plan.nodes.map(({ name }) => name).filter((name) => way.states.has(name))} label="States">
      {plan.nodes.map((node) => (
        <State
          key={node.name}
          node={node}
          seen={way.states.get(node.name)}
          isEnd={node.name === way.end}
          running={running}
          begun={way.states.size > 0}
          lineHeight={plan.lineHeight}
        />
      ))}
    </Marks>
  </svg>
);

const HINT = "Filled: states that the run entered, with how often if more than once, and how long.";

const DASHED = " Dashed: taken because a step failed.";

const hint = (plan, way) => HINT + (plan.edges.some(({ kind, from, to }) => kind === "catch" && way.taken(from, to)) ? DASHED : "");

/** The graph may be wider than its frame; the state that the run is in, or ended in, stays in sight. */
const useStateInSight = (path) => {
  const ref = useRef(null);
  useEffect(() => {
    const frame = ref.current;
    const state = frame.querySelector(".state.end");
    if (!state || frame.matches(":hover, :focus-within")) return;
    const [inner, outer] = [state.getBoundingClientRect(), frame.getBoundingClientRect()];
    if (inner.left < outer.left || inner.right > outer.right) {
      frame.scrollLeft += inner.left + inner.width / 2 - outer.left - outer.width / 2;
    }
  }, [path]);
  return ref;
};

/** The section with the graph, and the same data as a table. */
export const Graph = ({ recording: { machine, path, running } }) => {
  const way = useMemo(() => wayOf(path), [path]);
  const failed = machine.transitions.filter(({ from, to, kind }) => kind === "catch" && way.taken(from, to));
  const plan = useMemo(() => laidOut(machine, (from, to) => way.taken(from, to) > 0), [JSON.stringify([machine, failed])]);
  const { note, setNote, Provider } = useNote();
  const begun = path.length > 0;
  const frame = useStateInSight(path);
  return (
    <section aria-labelledby="way">
      <h2 id="way">{begun ? "The path it took" : "The workflow"}</h2>
      <div class="frame scrolls" ref={frame} tabIndex={0} role="group" aria-label="Graph">
        <Provider value={setNote}>
          <Drawing plan={plan} way={way} running={running} />
        </Provider>
      </div>
      {begun && (
        <>
          <p class="note" aria-hidden="true">
            {note || hint(plan, way)}
          </p>
          <Fold summary="As a table">
            <Table
              caption="States in order of their first entry"
              head={["State", "Entered", "First at", "Time in it"]}
              rows={[...way.states.values()].map((s) => [s.name, times(s.count), clock(s.first), duration(s.millis)])}
            />
          </Fold>
        </>
      )}
    </section>
  );
};
