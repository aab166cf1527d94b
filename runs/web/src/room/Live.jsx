// The run that is shown, or what the next one will be about.
import { useEffect, useState } from "preact/hooks";
import { Chart } from "../Chart.jsx";
import { Graph } from "../Graph.jsx";
import { Origin, Outcome } from "../Outcome.jsx";
import { Calls, Cost, Decisions, Remembered } from "../Sections.jsx";
import { ask, link } from "./api.js";
import { Before, Starts } from "./Before.jsx";
import { Buttons, Choice } from "./controls.jsx";
import { inWords } from "./World.jsx";

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
      <a class="button" href={link("report", run)} download="">
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

const Picture = ({ run, recording, starts }) => (
  <>
    <Outcome recording={recording} />
    {recording.running ? <Buttons buttons={[["Stop the run", () => ask("DELETE", `runs?run=${encodeURIComponent(run)}`).then(() => "")]]} /> : starts}
    <Graph recording={recording} />
    <Chart recording={recording} />
    <TakeAway run={run} running={recording.running} />
    <Decisions decisions={recording.decisions} />
    <Remembered rows={recording.outcome.remembered} />
    <Calls recording={recording} />
    <Cost cost={recording.cost} />
    <Origin recording={recording} />
  </>
);

/** What is announced to people who cannot see it: only what has changed, without the seconds. */
const Announced = ({ recording, world }) => (
  <p class="unseen" role="status">
    {recording ? (recording.running ? "A run is in progress. " : `${recording.outcome.headline}. `) : ""}
    {inWords(world)}.
  </p>
);

/** A scenario counts its seconds from its start, so it is loaded again unless someone has changed its world. */
const HERE = "The run starts in the world as it is now.";
const OVER = "The world starts over with the run, as the scenario describes it.";
const STOPS = "The run that is in progress will be stopped.";

const starter = (showRun, leave) => (scenario) => async (request) => {
  if (scenario) await ask("PUT", "scenario", scenario);
  await ask("POST", "runs", request === undefined ? {} : { request });
  leave();
  showRun();
};

/** The world as it is, and the picture of a run as it grows. */
export const Live = ({ scene, newest, machine, chosen, isKnown, leave, showRun }) => {
  const { run, recording, want } = useShown(scene.runs, newest);
  const start = starter(showRun, leave);
  const again = isKnown ? { name: scene.scenario.name } : undefined;
  const fresh = again && !scene.changedByHand;
  if (chosen) {
    const isRunning = scene.runs.at(-1)?.status === "RUNNING";
    return (
      <>
        <Announced world={scene.world} />
        <Before scenario={chosen} request={chosen.request} note={isRunning ? `${OVER} ${STOPS}` : OVER} start={start({ name: chosen.name })} machine={machine} back={run && leave} />
      </>
    );
  }
  return (
    <>
      <Announced recording={recording} world={scene.world} />
      <WhichRun runs={scene.runs} run={run} want={want} />
      {recording && (
        <Picture
          run={run.name}
          recording={recording}
          starts={
            <Starts
              key={scene.scenario.name + scene.scenario.title}
              request={scene.request}
              buttons={[...(again ? [["Start over", start(again)]] : []), ["Start another run in this world", start(undefined)]]}
            />
          }
        />
      )}
      {!recording && run && <p class="sentence">One moment …</p>}
      {!run && <Before scenario={scene.scenario} request={scene.request} note={fresh ? OVER : HERE} start={start(fresh ? again : undefined)} machine={machine} />}
    </>
  );
};
