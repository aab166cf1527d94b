// The page: what to play, the run, and what people can do during it.
import { useState } from "preact/hooks";
import { Licences } from "../Sections.jsx";
import { clock } from "../words.js";
import { ask, useEvents } from "./api.js";
import { Build } from "./Build.jsx";
import { Choose } from "./Choose.jsx";
import { Clock } from "./Clock.jsx";
import { Buttons } from "./controls.jsx";
import { Live } from "./Live.jsx";
import { Log } from "./Log.jsx";
import { Now } from "./Now.jsx";
import { People } from "./People.jsx";

const load = (scenario) => ask("PUT", "scenario", scenario);

const ONE_COLUMN = "(max-width: 760px)";

/** In a single column, the run may be far below the button that started it. */
const start = async (what) => {
  await ask("POST", "runs", what);
  if (matchMedia(ONE_COLUMN).matches) document.getElementById("run").scrollIntoView();
};

/** A scenario counts its seconds from its start, so the run starts at once. */
const play = async (scenario) => {
  await load(scenario);
  await start({});
};

const Tabs = ({ names, shown, show }) => (
  <div class="tabs" role="group" aria-label="Where the world comes from">
    {names.map((name) => (
      <button key={name} type="button" aria-pressed={name === shown} onClick={() => show(name)}>
        {name}
      </button>
    ))}
  </div>
);

const Again = ({ request }) => {
  const [text, setText] = useState(undefined);
  const shown = text ?? JSON.stringify(request, null, 2);
  const startIt = async () => {
    let json;
    try {
      json = JSON.parse(shown);
    } catch (e) {
      throw new Error(`The request is not JSON: ${e.message}.`);
    }
    await start({ request: json });
  };
  return (
    <section aria-labelledby="again">
      <h2 id="again">Another run in this world</h2>
      <p class="quiet">The world stays as it is now.</p>
      <div class="field">
        <label for="request">Request</label>
        <textarea id="request" rows={Math.min(10, shown.split("\n").length)} spellcheck={false} value={shown} onInput={(event) => setText(event.currentTarget.value)} />
      </div>
      <Buttons
        buttons={[
          ["Start a run", startIt],
          ["Undo my changes", () => setText(undefined), { disabled: text === undefined }],
        ]}
      />
    </section>
  );
};

const Stage = ({ scene, recording }) => {
  const [shown, show] = useState("Choose a scenario");
  const Play = shown === "Choose a scenario" ? Choose : Build;
  return (
    <div class="room">
      <section class="left" id="play" aria-label="Worlds and requests">
        <h2>What to play</h2>
        <Tabs names={["Choose a scenario", "Build a world"]} shown={shown} show={show} />
        <Play playing={scene.scenario.name} play={play} load={load} />
        <Again key={scene.scenario.name + scene.scenario.title} request={scene.request} />
      </section>
      <main id="run">
        <Live scene={scene} newest={recording} />
      </main>
      <section class="right" id="hand" aria-label="What can be done by hand">
        <h2>The world now</h2>
        <Now world={scene.world} />
        <Clock speed={scene.speed} />
        <People world={scene.world} />
        <Log recording={scene.runs.at(-1)?.here ? recording : undefined} />
      </section>
    </div>
  );
};

export const Room = ({ licences }) => {
  const { scene, recording, heard } = useEvents();
  return (
    <>
      <header class="bar">
        <p class="brand">Rehearsal room</p>
        <nav aria-label="Parts of this page">
          <a href="#play">What to play</a> <a href="#run">The run</a> <a href="#hand">At hand</a>
        </nav>
        <p class="quiet">{scene ? `Clock ${clock(scene.world.second * 1000)}, ${scene.speed === "virtual" ? "virtual" : `${scene.speed}×`}` : ""}</p>
      </header>
      {!heard && (
        <p class="lost" role="alert">
          The sandbox no longer answers. This page shows the last state it reported.
        </p>
      )}
      {scene ? <Stage scene={scene} recording={recording} /> : heard && <p class="waiting">Waiting for the sandbox …</p>}
      <Licences licences={licences} />
    </>
  );
};
