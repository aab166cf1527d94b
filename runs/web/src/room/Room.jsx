// The page: what to play, the run, and what people can do during it.
import { useEffect, useState } from "preact/hooks";
import { Licences } from "../Sections.jsx";
import { clock } from "../words.js";
import { ask, useEvents } from "./api.js";
import { Build } from "./Build.jsx";
import { Choose, useScenarios } from "./Choose.jsx";
import { Clients } from "./Clients.jsx";
import { Clock } from "./Clock.jsx";
import { Live } from "./Live.jsx";
import { Log } from "./Log.jsx";
import { World } from "./World.jsx";

const ONE_COLUMN = "(max-width: 760px)";

/** In a single column, the run may be far from the button that leads to it. */
const showRun = () => {
  if (matchMedia(ONE_COLUMN).matches) document.getElementById("run").scrollIntoView();
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

/** The account behind the page; it stays the same for as long as the sandbox is there. */
const useAccount = () => {
  const [account, setAccount] = useState(undefined);
  useEffect(() => {
    ask("GET", "account").then(setAccount, () => {});
  }, []);
  return account;
};

const Stage = ({ scene, recording }) => {
  const [tab, show] = useState("Choose a scenario");
  const [chosen, choose] = useState(undefined);
  const account = useAccount();
  const { scenarios, problem } = useScenarios();
  const load = async (scenario) => {
    await ask("PUT", "scenario", scenario);
    choose(undefined);
    showRun();
    return "✓ Loaded.";
  };
  const pick = (name) => {
    choose(name);
    showRun();
  };
  return (
    <div class="room">
      <section class="left" id="play" aria-label="Worlds and requests">
        <h2>What to play</h2>
        <Tabs names={["Choose a scenario", "Build a world"]} shown={tab} show={show} />
        {tab === "Build a world" ? (
          <Build load={load} />
        ) : (
          <Choose scenarios={scenarios} problem={problem} chosen={chosen ?? scene.scenario.name} choose={pick} load={load} />
        )}
      </section>
      <main id="run">
        <Live
          scene={scene}
          newest={recording}
          machine={account?.machine}
          chosen={scenarios.find(({ name }) => name === chosen)}
          isKnown={scenarios.some(({ name }) => name === scene.scenario.name)}
          leave={() => choose(undefined)}
          showRun={showRun}
        />
      </main>
      <section class="right" id="hand" aria-label="What can be done by hand">
        <h2>The world now</h2>
        <Log recording={scene.runs.at(-1)?.here ? recording : undefined} />
        <Clock speed={scene.speed} />
        <World world={scene.world} />
        {account && <Clients account={account} scene={scene} />}
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
          <a href="#play">What to play</a> <a href="#run">The run</a> <a href="#hand">The world</a>
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
