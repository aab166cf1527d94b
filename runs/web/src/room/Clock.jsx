// How fast time passes.
import { ask } from "./api.js";
import { Buttons, useDeed, Problem } from "./controls.jsx";

const SPEEDS = ["1", "2", "5", "20", "60"];
const STEPS = [
  ["1 minute", 60],
  ["5 minutes", 300],
  ["20 minutes", 1200],
];

const passed = async (text, seconds) => {
  await ask("POST", "time", { advanceSeconds: seconds });
  return `✓ ${text} passed.`;
};

const Speeds = ({ speed }) => {
  const { run, busy, problem } = useDeed();
  const speeds = SPEEDS.includes(speed) ? SPEEDS : [...SPEEDS, speed].sort((a, b) => a - b);
  return (
    <>
      <div class="buttons" role="group" aria-label="Speed">
        {speeds.map((s) => (
          <button key={s} type="button" aria-pressed={s === speed} disabled={busy} onClick={run(() => ask("PUT", "speed", { speed: s }))}>
            {s}×
          </button>
        ))}
      </div>
      <Problem text={problem} />
    </>
  );
};

/** The speed of a real clock can be changed; a virtual one is moved on by hand. */
export const Clock = ({ speed }) => (
  <section aria-labelledby="speed">
    <h3 id="speed">Speed</h3>
    {speed === "virtual" ? (
      <>
        <p class="quiet">Virtual: a run is over at once, and between runs time stands still until you let it pass.</p>
        <Buttons buttons={STEPS.map(([text, seconds]) => [`Let ${text} pass`, () => passed(text, seconds)])} />
      </>
    ) : (
      <>
        <Speeds speed={speed} />
        <p class="quiet">How many times as fast as real time; 20× is good to watch. While a function works, the clock runs in real time, so that none takes longer than on AWS.</p>
      </>
    )}
  </section>
);
