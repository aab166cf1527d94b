// What happened over time, in lanes.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { scaleUtc } from "d3-scale";
import { symbol, symbolCircle, symbolDiamond, symbolTriangle, symbolTimes } from "d3-shape";
import { counted, gathered, groupLabel, groupName, lanesOf } from "./lanes.js";
import { moveAmongMarks, useMark, useNote } from "./marks.js";
import { Fold, Table } from "./parts.jsx";
import { clock, span } from "./words.js";

const LANE = 30;
const NAME = 18;
const AXIS = 26;
const WIDE = 640;
const NARROWEST = 260;
const GUTTER = 126;
const CHARACTER = 8;
const LONG = 60;
const LEAST = 4;
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

const Segment = ({ item, x, y, first }) => {
  const mark = useMark();
  const left = x(item.from);
  const width = Math.max(LEAST, x(item.to) - left);
  const height = (LANE - 8) * (item.part ?? 1);
  const fits = item.short.length * CHARACTER + 10 < width;
  return (
    <g class={`segment ${item.look}`} {...mark(item.label, first)}>
      <rect x={left} y={y + LANE - 4 - Math.max(height, 3)} width={width} height={Math.max(height, 3)} rx="2" />
      {fits && (
        <text x={left + 6} y={y + LANE / 2} dy="0.35em">
          {item.short}
        </text>
      )}
    </g>
  );
};

const Mark = ({ group, look, x, y, first, room }) => {
  const mark = useMark();
  const [from, to] = [x(group.from), x(group.to)];
  const short = groupName(group);
  return (
    <g class={`mark ${look}`} {...mark(groupLabel(group), first)}>
      <rect class="hit" x={from - 8} y={y + 3} width={to - from + 16} height={LANE - 6} rx="3" />
      {to > from && <rect class="reach" x={from} y={y + LANE / 2 - 3} width={to - from} height="6" />}
      <path d={SYMBOLS[look]} transform={`translate(${from},${y + LANE / 2})`} />
      {(to - from > LONG || short.length * CHARACTER + 14 < room) && (
        <text x={(to - from > LONG ? from : to) + 9} y={y + LANE / 2} dy="0.35em">
          {short}
        </text>
      )}
    </g>
  );
};

const Marks = ({ lane, x, y, right }) => {
  const groups = gathered(lane.items, x, 14);
  return groups.map((group, i) => (
    <Mark
      key={`${group.from} ${i}`}
      group={group}
      look={lane.look}
      x={x}
      y={y}
      first={i === 0}
      room={(i + 1 < groups.length ? x(groups[i + 1].from) : right) - x(group.to)}
    />
  ));
};

const Lane = ({ lane, x, y, wide, right }) => (
  <g role="group" aria-label={`${lane.name}${lane.items.length ? "" : ": none"}`}>
    <text class="name" x={0} y={wide ? y + LANE / 2 : y - 4} dy={wide ? "0.35em" : 0} aria-hidden="true">
      {lane.name}
    </text>
    {lane.items.length === 0 && (
      <text class="none" x={x.range()[0]} y={y + LANE / 2} dy="0.35em" aria-hidden="true">
        none
      </text>
    )}
    {lane.kind === "segments" ? (
      lane.items.map((item, i) => <Segment key={`${item.from} ${i}`} item={item} x={x} y={y} first={i === 0} />)
    ) : (
      <Marks lane={lane} x={x} y={y} right={right} />
    )}
  </g>
);

const Axis = ({ x, height, width }) => (
  <g class="axis" aria-hidden="true">
    {x.ticks(Math.min(10, Math.max(2, Math.floor((width - x.range()[0]) / 72)))).map((tick) => (
      <g key={+tick} transform={`translate(${x(tick)},0)`}>
        <line y1={0} y2={height - AXIS + 4} />
        <text y={height - 8}>{clock(+tick)}</text>
      </g>
    ))}
  </g>
);

const Drawing = ({ lanes, from, to, width }) => {
  const wide = width >= WIDE;
  const row = LANE + (wide ? 4 : NAME);
  const height = lanes.length * row + (wide ? 4 : 0) + AXIS;
  const x = scaleUtc([from, to], [wide ? GUTTER : 18, width - 20]);
  return (
    <svg class="chart" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="group" aria-label="What happened over time" onKeyDown={moveAmongMarks}>
      <Axis x={x} height={height} width={width} />
      {lanes.map((lane, i) => (
        <Lane key={lane.name} lane={lane} x={x} y={i * row + (wide ? 4 : NAME)} wide={wide} right={width} />
      ))}
    </svg>
  );
};

const Legend = ({ looks }) => (
  <ul class="legend">
    {looks.map((state) => (
      <li key={state} class={`segment ${state.toLowerCase()}`}>
        {state}
      </li>
    ))}
  </ul>
);

const Tables = ({ lanes }) =>
  lanes
    .filter((lane) => lane.items.length > 0)
    .map((lane) => (
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

/** The section with the chart, and the same data as tables. */
export const Chart = ({ recording, printedWidth }) => {
  const [ref, width] = useWidth(printedWidth);
  const lanes = useMemo(() => lanesOf(recording), [recording]);
  const { note, setNote, Provider } = useNote();
  return (
    <section aria-labelledby="time">
      <h2 id="time">Over time</h2>
      <p class="quiet">
        Minutes and seconds since the run began.{" "}
        {recording.world
          ? "The connection state is that of the emulated KMS; the run sees it when it checks."
          : "As the run saw it: between two checks, something may have changed earlier than drawn."}
      </p>
      <div class="frame">
        <div ref={ref}>
          <Provider value={setNote}>
            <Drawing lanes={lanes} from={earliest(recording)} to={Math.max(SHORTEST, recording.elapsedMillis)} width={width} />
          </Provider>
          <Legend looks={[...new Set(recording.lanes.connectionState.map((s) => s.state))]} />
        </div>
      </div>
      <p class="note" aria-hidden="true">
        {note || "Point at an item, or move to it with Tab and the arrow keys, to read about it here."}
      </p>
      <Fold summary="As tables">
        <Tables lanes={lanes} />
      </Fold>
    </section>
  );
};
