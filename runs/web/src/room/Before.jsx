// Before a run: what it will be about, one button that starts it, and the graph that it will go through.
import { useState } from "preact/hooks";
import { Graph } from "../Graph.jsx";
import { Buttons } from "./controls.jsx";

const parsed = (text) => {
  try {
    return JSON.parse(text);
  } catch (e) {
    throw new Error(`The request is not JSON: ${e.message}.`);
  }
};

/** The request as text that can be changed; start takes the changed request, or undefined if it is as it was. */
export const Starts = ({ request, buttons, more = [] }) => {
  const [text, setText] = useState(undefined);
  const shown = text ?? JSON.stringify(request, null, 2);
  const asked = () => (text === undefined ? undefined : parsed(text));
  return (
    <>
      <Buttons buttons={[...buttons.map(([name, start, look]) => [name, () => start(asked()), look]), ...more]} />
      <details class="request">
        <summary>The request{text === undefined ? "" : " (changed)"}</summary>
        <div class="field">
          <label for="request">Request</label>
          <textarea id="request" rows={Math.min(12, shown.split("\n").length)} spellcheck={false} value={shown} onInput={(event) => setText(event.currentTarget.value)} />
        </div>
        <Buttons buttons={[["Undo my changes", () => setText(undefined), { disabled: text === undefined }]]} />
      </details>
    </>
  );
};

/** What will be played; back leads to the run that is there already, if any. */
export const Before = ({ scenario, request, note, start, machine, back }) => (
  <>
    <header class="outcome">
      <p class="kicker">Not started yet</p>
      <h1>{scenario.title || "A custom world"}</h1>
      <p class="sentence">{scenario.story}</p>
    </header>
    <Starts key={JSON.stringify(request)} request={request} buttons={[["Start", start, { main: true }]]} more={back ? [["Back to the run", back]] : []} />
    <p class="quiet">{note}</p>
    {machine && <Graph recording={{ machine, path: [], running: false }} />}
  </>
);
