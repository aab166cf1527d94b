// The state machine with the path that the run took.
import { useMemo } from "preact/hooks";
import { curveBasis, line } from "d3-shape";
import { laidOut } from "./layout.js";
import { moveAmongMarks, useMark, useNote } from "./marks.js";
import { Fold, Table } from "./parts.jsx";
import { wayOf } from "./way.js";
import { clock, duration, times } from "./words.js";

const curve = line((point) => point.x, (point) => point.y).curve(curveBasis);

const Arrow = ({ edge, count }) => (
  <g class={`arrow ${edge.kind} ${count ? "taken" : ""}`}>
    <path d={curve(edge.points)} marker-end={`url(#${count ? "tip-taken" : "tip"})`} />
    {count > 0 && (
      <text x={edge.x} y={edge.y} dy="0.35em">
        {count}×
      </text>
    )}
  </g>
);

const corner = (type, height) => (type === "Task" || type === "Pass" ? 6 : height / 2);

/** A choice has pointed ends, a step square ones, ends and waits are round. */
const Shape = ({ node: { type, width: w, height: h } }) =>
  type === "Choice" ? (
    <polygon points={`10,0 ${w - 10},0 ${w},${h / 2} ${w - 10},${h} 10,${h} 0,${h / 2}`} />
  ) : (
    <rect width={w} height={h} rx={corner(type, h)} />
  );

const SIGNS = { Succeed: "✓", Fail: "✕", Wait: "◷" };

const label = (node, seen, isEnd, running) =>
  `${node.name}: entered ${times(seen.count)}` +
  (seen.millis ? `, ${duration(seen.millis)} in total` : "") +
  (isEnd ? (running ? "; the run is here now" : "; the run ended here") : "") +
  (node.comment ? `. ${node.comment}` : ".");

const State = ({ node, seen, isEnd, running, first, lineHeight }) => {
  const mark = useMark();
  const name = (
    <>
      <Shape node={node} />
      <text x={node.width / 2} y={lineHeight + 3}>
        {node.lines.map((text, i) => (
          <tspan key={i} x={node.width / 2} dy={i && lineHeight}>
            {text}
          </tspan>
        ))}
        <tspan class="small" x={node.width / 2} dy={lineHeight}>
          {[SIGNS[node.type], seen && `${seen.count}×`, seen?.millis >= 1000 && duration(seen.millis)].filter(Boolean).join(" ")}
        </tspan>
      </text>
    </>
  );
  const place = `translate(${node.x - node.width / 2},${node.y - node.height / 2})`;
  const look = `state ${node.type.toLowerCase()} ${seen ? "seen" : ""} ${isEnd ? "end" : ""}`;
  return seen ? (
    <g class={look} transform={place} {...mark(label(node, seen, isEnd, running), first)}>
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

const Drawing = ({ plan, way, running, start }) => (
  <svg
    class="graph"
    viewBox={`0 0 ${plan.width} ${plan.height}`}
    width={plan.width}
    height={plan.height}
    role="group"
    aria-label="The state machine and the path through it"
    onKeyDown={moveAmongMarks}
  >
    <defs>
      <Tip id="tip" />
      <Tip id="tip-taken" />
    </defs>
    <g aria-hidden="true">
      {plan.edges
        .map((edge) => ({ edge, count: way.taken(edge.from, edge.to) }))
        .sort((a, b) => a.count - b.count)
        .map(({ edge, count }) => (
          <Arrow key={`${edge.from}→${edge.to}`} edge={edge} count={count} />
        ))}
    </g>
    {plan.nodes.map((node) => (
      <State
        key={node.name}
        node={node}
        seen={way.states.get(node.name)}
        isEnd={node.name === way.end}
        running={running}
        first={node.name === start}
        lineHeight={plan.lineHeight}
      />
    ))}
  </svg>
);

/** The section with the graph, and the same data as a table. */
export const Graph = ({ recording: { machine, path, running } }) => {
  const plan = useMemo(() => laidOut(machine), [JSON.stringify(machine)]);
  const way = useMemo(() => wayOf(path), [path]);
  const { note, setNote, Provider } = useNote();
  return (
    <section aria-labelledby="way">
      <h2 id="way">The path it took</h2>
      <div class="frame scrolls" tabIndex={0} role="region" aria-labelledby="way">
        <Provider value={setNote}>
          <Drawing plan={plan} way={way} running={running} start={machine.startAt} />
        </Provider>
      </div>
      <p class="note" aria-hidden="true">
        {note || "Filled: states that the run went through, with how often and how long. Dashed: where a failed step leads."}
      </p>
      <Fold summary="As a table">
        <Table
          caption="States in order of their first entry"
          head={["State", "Entered", "First at", "Time in it"]}
          rows={[...way.states.values()].map((s) => [s.name, `${s.count}×`, clock(s.first), duration(s.millis)])}
        />
      </Fold>
    </section>
  );
};
