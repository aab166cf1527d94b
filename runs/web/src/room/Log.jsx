// What has happened in the run, the newest first.
import { Words } from "../parts.jsx";
import { clock } from "../words.js";

const KINDS = [
  ["people", "person"],
  ["world", "world"],
  ["faults", "fault"],
  ["actions", "action"],
];

const MOST = 50;

const entries = ({ lanes }) =>
  KINDS.flatMap(([lane, look]) => lanes[lane].map((mark) => ({ ...mark, look, text: look === "action" ? `${mark.action}: ${mark.text}` : mark.text })))
    .sort((a, b) => b.atMillis - a.atMillis)
    .slice(0, MOST);

export const Log = ({ recording }) => (
  <section aria-labelledby="log">
    <h3 id="log">Log</h3>
    {recording ? (
      <ol class="log" tabIndex={0} aria-labelledby="log">
        {entries(recording).map(({ atMillis, text, look }, i) => (
          <li key={`${atMillis} ${text} ${i}`} class={look}>
            <span class="when">{clock(atMillis)}</span> <Words text={text} />
          </li>
        ))}
      </ol>
    ) : (
      <p class="quiet">Nothing yet. This shows what happens in a run.</p>
    )}
  </section>
);
