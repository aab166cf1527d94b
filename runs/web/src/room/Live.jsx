// The run that is shown.
import { useEffect, useRef, useState } from "preact/hooks";
import { Chart } from "../Chart.jsx";
import { Graph } from "../Graph.jsx";
import { Outcome } from "../Outcome.jsx";
import { Calls, Cost, Decisions } from "../Sections.jsx";
import { ask, link } from "./api.js";
import { Buttons, Choice } from "./controls.jsx";
import { inWords } from "./Now.jsx";

/** The newest run, whose events arrive by themselves, or another one that someone wants to see again. */
const useShown = (runs, newest) => {
  const last = runs.at(-1);
  const [wanted, want] = useState("");
  const [older, setOlder] = useState({});
  const isOlder = wanted !== "" && wanted !== last?.name;
  useEffect(() => {
    if (isOlder && !older[wanted]) {
      ask("GET", `recording?run=${encodeURIComponent(wanted)}`).then((recording) => setOlder((before) => ({ ...before, [wanted]: recording })));
    }
  }, [wanted, isOlder]);
  // From then on, a new run or a new world is shown.
  useEffect(() => want(""), [last?.name, last?.here]);
  const run = isOlder ? runs.find(({ name }) => name === wanted) : last?.here ? last : undefined;
  return { run, recording: run && (isOlder ? older[wanted] : newest), want };
};

const WhichRun = ({ runs, run, want }) =>
  runs.length > (run ? 1 : 0) && (
    <Choice
      label="Shown"
      value={run?.name ?? ""}
      choices={[...(run ? [] : [["", "no run in this world yet"]]), ...runs.map(({ name, title, status }) => [name, `${name}: ${title || "a custom world"}, ${status}`]).reverse()]}
      onChange={want}
    />
  );

const TakeAway = ({ run, running }) => (
  <section aria-labelledby="away">
    <h2 id="away">Save this run</h2>
    <div class="buttons">
      <a class="button" href={link("report", run)} download={`${run}.html`}>
        Save as a report
      </a>
      {!running && (
        <a class="button" href={link("scenario-file", run)} download={`${run}.json`}>
          Save as a scenario file
        </a>
      )}
    </div>
    <p class="quiet">
      The report is one self-contained page and shows no secret.{" "}
      {running ? (
        "When the run has ended, you can also save a scenario file that plays it again."
      ) : (
        <>
          <code>./connector rehearse {run}.json</code> plays the scenario file again. The file contains the made-up passwords of this sandbox in clear text.
        </>
      )}
    </p>
  </section>
);

/** The graph may be wider than its frame; the state that the run is in stays in sight. */
const useStateInSight = (ref, recording) =>
  useEffect(() => {
    const frame = ref.current?.querySelector(".scrolls");
    const state = frame?.querySelector(".state.end");
    if (!state || frame.matches(":hover, :focus-within")) return;
    const [inner, outer] = [state.getBoundingClientRect(), frame.getBoundingClientRect()];
    if (inner.left < outer.left || inner.right > outer.right) {
      frame.scrollLeft += inner.left + inner.width / 2 - outer.left - outer.width / 2;
    }
  }, [recording]);

const Path = ({ recording }) => {
  const ref = useRef(null);
  useStateInSight(ref, recording);
  return (
    <div ref={ref}>
      <Graph recording={recording} />
    </div>
  );
};

const Picture = ({ run, recording }) => (
  <>
    <Outcome recording={recording} />
    {recording.running && <Buttons buttons={[["Stop the run", () => ask("DELETE", `runs?run=${encodeURIComponent(run)}`)]]} />}
    <Path recording={recording} />
    <Chart recording={recording} />
    <TakeAway run={run} running={recording.running} />
    <Decisions decisions={recording.decisions} />
    <Calls recording={recording} />
    <Cost cost={recording.cost} />
  </>
);

/** What is announced to people who cannot see it: only what has changed, without the seconds. */
const Announced = ({ recording, world }) => (
  <p class="unseen" role="status">
    {recording ? (recording.running ? "A run is in progress. " : `${recording.outcome.headline}. `) : ""}
    {inWords(world)}.
  </p>
);

/** The world as it is, and the picture of a run as it grows. */
export const Live = ({ scene, newest }) => {
  const { run, recording, want } = useShown(scene.runs, newest);
  return (
    <>
      <Announced recording={recording} world={scene.world} />
      <WhichRun runs={scene.runs} run={run} want={want} />
      {recording ? (
        <Picture run={run.name} recording={recording} />
      ) : (
        <header class="outcome">
          <p class="kicker">{scene.scenario.title || "A custom world"}</p>
          <h1>{run ? "One moment" : "No run yet"}</h1>
          <p class="sentence">{scene.scenario.story}</p>
        </header>
      )}
    </>
  );
};
