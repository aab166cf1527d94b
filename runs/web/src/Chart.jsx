// What happened over time, in lanes.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { scaleUtc } from "d3-scale";
import { symbol, symbolCircle, symbolDiamond, symbolTriangle, symbolTimes } from "d3-shape";
import { counted, gathered, groupLabel, groupName, lanesOf, legendOf } from "./lanes.js";
import { Marks, useMark, useNote } from "./marks.jsx";
import { Fold, Table } from "./parts.jsx";
import { inRows, stretched } from "./place.js";
import { clock, listed, span } from "./words.js";

const LANE = 30;
const NAME = 22;
const AXIS = 26;
const LINE = 17;
const WIDE = 640;
const NARROWEST = 260;
const GUTTER = 126;
const MARK = 9;
const TICK = 36;
const MOST_ROWS = 3;
/** How near to each other marks may be before they become one; the more the less room their names have. */
const ROOMS = [14, 28, 56, 112, 224, Infinity];
const SHORTEST = 10_000;

const SYMBOLS = {
  action: symbol(symbolDiamond, 90)(),
  fault: symbol(symbolTimes, 60)(),
  person: symbol(symbolTriangle, 80)(),
  world: symbol(symbolCircle, 36)(),
};

/** How wide the drawing may be; for paper, this is known beforehand. */
const useWidth = (fixed) => {
  const ref = useRef(null);
  const [width, setWidth] = useState(960);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.max(NARROWEST, Math.floor(entry.contentRect.width))));
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return [ref, fixed ?? width];
};

let pen;

/** How wide a text is in the font of the chart. */
const widthOf = (text) => {
  if (!pen) {
    pen = document.createElement("canvas").getContext("2d");
    pen.font = `12px ${getComputedStyle(document.body).fontFamily}`;
  }
  return Math.ceil(pen.measureText(text).width);
};

/** The periods of a lane, each with its name inside it or, if it is too short for that, below. */
const periods = (lane, x, edges) => {
  const drawn = stretched(lane.items, x, edges.right).map(({ item, left, right }, i) => ({
    ...item,
    id: `${item.from} ${i}`,
    left,
    right,
    inside: widthOf(item.short) + 12 < right - left,
  }));
  const below = drawn.filter(({ inside }) => !inside).map(({ short, left, right }) => ({ text: short, at: (left + right) / 2, width: widthOf(short) }));
  return { drawn, below: inRows(below, edges) };
};

/** The marks of a lane, each with its name beside it or, if another mark is there, below. */
const pointsIn = (lane, x, edges, room) => {
  const groups = gathered(lane.items, x, room);
  const drawn = groups.map((group, i) => {
    const text = groupName(group, lane.one);
    const next = i + 1 < groups.length ? x(groups[i + 1].from) - MARK : edges.right;
    const left = x(group.from);
    const right = x(group.to);
    return { id: `${group.from} ${i}`, left, right, text, label: groupLabel(group), inside: right + MARK + widthOf(text) + 4 < next };
  });
  const below = drawn.filter(({ inside }) => !inside).map(({ text, left, right }) => ({ text, at: (left + right) / 2, width: widthOf(text) }));
  return { drawn, below: inRows(below, edges) };
};

const rowsOf = ({ below }) => Math.max(0, ...below.map(({ row }) => row + 1));

/** The same; if their names would need many rows, more of them become one. */
const points = (lane, x, edges) => {
  const plans = ROOMS.map((room) => pointsIn(lane, x, edges, room));
  return plans.find((plan) => rowsOf(plan) <= MOST_ROWS) ?? plans[0];
};

const Segment = ({ item, y }) => {
  const mark = useMark();
  const height = Math.max(3, (LANE - 8) * (item.part ?? 1));
  return (
    <g class={`segment ${item.look}`} {...mark(item.id, item.label)}>
      <rect x={item.left} y={y + LANE - 4 - height} width={item.right - item.left} height={height} rx="2" />
      {item.inside && (
        <text x={item.left + 6} y={y + LANE / 2} dy="0.35em">
          {item.short}
        </text>
      )}
    </g>
  );
};

const Point = ({ item, look, y }) => {
  const mark = useMark();
  return (
    <g class={`mark ${look}`} {...mark(item.id, item.label)}>
      <rect class="hit" x={item.left - 8} y={y + 3} width={item.right - item.left + 16} height={LANE - 6} rx="3" />
      {item.right > item.left && <rect class="reach" x={item.left} y={y + LANE / 2 - 3} width={item.right - item.left} height="6" />}
      <path d={SYMBOLS[look]} transform={`translate(${item.left},${y + LANE / 2})`} />
      {item.inside && (
        <text x={item.right + MARK} y={y + LANE / 2} dy="0.35em">
          {item.text}
        </text>
      )}
    </g>
  );
};

/** The names below a lane, with a line from each to what it names. Each mark's label says the same. */
const Below = ({ names, y }) => (
  <g class="below" aria-hidden="true">
    {names.map(({ text, at, row }, i) => (
      <path key={`${i} ${text}`} d={`M${at},${y - 3}V${y + row * LINE + 3}`} />
    ))}
    {names.map(({ text, left, row }, i) => (
      <text key={`${i} ${text}`} x={left} y={y + row * LINE + LINE / 2 + 2} dy="0.35em">
        {text}
      </text>
    ))}
  </g>
);

const Lane = ({ lane, plan, wide }) => (
  <Marks names={plan.drawn.map(({ id }) => id)} label={lane.name}>
    <text class="name" x={0} y={wide ? plan.y + LANE / 2 : plan.y - 4} dy={wide ? "0.35em" : 0} aria-hidden="true">
      {lane.name}
    </text>
    <Below names={plan.below} y={plan.y + LANE} />
    {plan.drawn.map((item) =>
      lane.kind === "segments" ? <Segment key={item.id} item={item} y={plan.y} /> : <Point key={item.id} item={item} look={lane.look} y={plan.y} />,
    )}
  </Marks>
);

const Axis = ({ x, height, width }) => (
  <g class="axis" aria-hidden="true">
    {x.ticks(Math.min(10, Math.max(2, Math.floor((width - x.range()[0]) / 72)))).map((tick) => (
      <g key={+tick} transform={`translate(${x(tick)},0)`}>
        <line y1={0} y2={height - AXIS + 4} />
        <text x={Math.max(0, TICK / 2 - x(tick))} y={height - 8}>
          {clock(+tick)}
        </text>
      </g>
    ))}
  </g>
);

/** The lanes from top to bottom, each as high as its names need. */
const planned = (lanes, x, edges, wide) => {
  let y = wide ? 4 : NAME;
  const plans = lanes.map((lane) => {
    const plan = { ...(lane.kind === "segments" ? periods : points)(lane, x, edges), y };
    y += LANE + rowsOf(plan) * LINE + (wide ? 4 : NAME);
    return plan;
  });
  return { plans, height: y - (wide ? 0 : NAME) + AXIS };
};

const Drawing = ({ lanes, from, to, width }) => {
  const wide = width >= WIDE;
  const edges = { left: wide ? GUTTER : 10, right: width - 4 };
  const x = scaleUtc([from, to], [edges.left, edges.right - 16]);
  const { plans, height } = planned(lanes, x, edges, wide);
  return (
    <svg class="chart" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="group" aria-label="What happened over time">
      <Axis x={x} height={height} width={width} />
      {lanes.map((lane, i) => (
        <Lane key={lane.name} lane={lane} plan={plans[i]} wide={wide} />
      ))}
    </svg>
  );
};

const Legend = ({ lanes }) => (
  <ul class="legend" aria-label="Legend">
    {legendOf(lanes).map(({ look, kind, means }) => (
      <li key={look} class={`${kind} ${look}`}>
        {kind === "mark" && (
          <svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true">
            <path d={SYMBOLS[look]} />
          </svg>
        )}
        {means}
      </li>
    ))}
  </ul>
);

const Tables = ({ lanes }) =>
  lanes.map((lane) => (
    <Table
      key={lane.name}
      caption={lane.name}
      head={["When", "What"]}
      rows={
        lane.kind === "segments"
          ? lane.items.map((item) => [span(item.from, item.to), item.label.slice(item.label.indexOf(": ") + 2)])
          : counted(lane.items).map((e) => [span(e.from, e.to), e.count > 1 ? `${e.text} (${e.count} times)` : e.text])
      }
    />
  ));

const earliest = ({ lanes }) => Math.min(0, ...[...lanes.people, ...lanes.world].map((mark) => mark.atMillis));

const Picture = ({ lanes, recording, printedWidth }) => {
  const [ref, width] = useWidth(printedWidth);
  const { note, setNote, Provider } = useNote();
  return (
    <>
      <div class="frame">
        <div ref={ref}>
          <Provider value={setNote}>
            <Drawing lanes={lanes} from={earliest(recording)} to={Math.max(SHORTEST, recording.elapsedMillis)} width={width} />
          </Provider>
          <Legend lanes={lanes} />
        </div>
      </div>
      <p class="note" aria-hidden="true">
        {note || "Point at an item, or move to it with Tab and the arrow keys, to read about it here."}
      </p>
      <Fold summary="As tables">
        <Tables lanes={lanes} />
      </Fold>
    </>
  );
};

/** The section with the chart, and the same data as tables. */
export const Chart = ({ recording, printedWidth }) => {
  const { lanes, empty } = useMemo(() => lanesOf(recording), [recording]);
  return (
    <section aria-labelledby="time">
      <h2 id="time">Over time</h2>
      <p class="quiet">
        Minutes and seconds since the run began.{" "}
        {recording.world
          ? "The connection state is that of the emulated KMS; the run sees it when it checks."
          : "As the run saw it: between two checks, something may have changed earlier than drawn."}
        {empty.length > 0 && ` Without anything to show: ${listed(empty.map((name) => name.replace(/^[A-Z](?=[a-z])/, (c) => c.toLowerCase())))}.`}
      </p>
      {lanes.length > 0 && <Picture lanes={lanes} recording={recording} printedWidth={printedWidth} />}
    </section>
  );
};
