// The picture of one run.
import { Chart } from "./Chart.jsx";
import { Graph } from "./Graph.jsx";
import { Banner, Origin, Outcome } from "./Outcome.jsx";
import { Calls, Cost, Decisions, Remembered } from "./Sections.jsx";

/** All of a recording. A new recording of the same run changes what is drawn in place. */
export const Run = ({ recording, madeAt, printedWidth }) => (
  <>
    <Banner origin={recording.origin} />
    <Outcome recording={recording} />
    <Origin recording={recording} madeAt={madeAt} />
    <Graph recording={recording} />
    <Chart recording={recording} printedWidth={printedWidth} />
    <Decisions decisions={recording.decisions} />
    <Remembered rows={recording.outcome.remembered} />
    <Calls recording={recording} />
    <Cost cost={recording.cost} />
  </>
);
