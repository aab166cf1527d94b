// What people press and fill in.
import { useId, useState } from "preact/hooks";

/** Does something that the sandbox may refuse. What came of it is shown until the next try: the refusal, or what the deed returns. */
export const useDeed = () => {
  const [told, tell] = useState({ problem: "", done: "" });
  const [busy, setBusy] = useState(false);
  const run = (deed) => async () => {
    setBusy(true);
    tell({ problem: "", done: "" });
    try {
      tell({ problem: "", done: (await deed()) ?? "" });
    } catch (refused) {
      tell({ problem: refused.message, done: "" });
    } finally {
      setBusy(false);
    }
  };
  return { run, busy, ...told };
};

/** A sentence beside the controls that it is about. */
export const Problem = ({ text }) => (
  <p class="problem" role="alert">
    {text}
  </p>
);

/** What was done, beside the controls that did it. */
export const Done = ({ text }) => (
  <p class="done" role="status">
    {text}
  </p>
);

/** Buttons that belong together, with what came of the last one pressed. A deed may return a sentence about it. */
export const Buttons = ({ buttons }) => {
  const { run, busy, problem, done } = useDeed();
  return (
    <>
      <div class="buttons">
        {buttons.map(([text, deed, { main = false, disabled = false } = {}]) => (
          <button key={text} type="button" class={main ? "main" : ""} disabled={busy || disabled} onClick={run(deed)}>
            {text}
          </button>
        ))}
      </div>
      <Problem text={problem} />
      <Done text={typeof done === "string" ? done : ""} />
    </>
  );
};

/** One of a few. Choices are texts, or pairs of a value and a text. */
export const Choice = ({ label, value, choices, onChange }) => {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {choices.map((choice) => {
          const [of, text] = [choice].flat().length === 1 ? [choice, choice] : choice;
          return (
            <option key={of} value={of}>
              {text}
            </option>
          );
        })}
      </select>
    </div>
  );
};

export const NumberField = ({ label, value, min, max, onChange }) => {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input id={id} type="number" value={value} min={min} max={max} required onInput={(event) => onChange(event.currentTarget.valueAsNumber)} />
    </div>
  );
};

export const Tick = ({ label, checked, onChange }) => (
  <label class="tick">
    <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} /> {label}
  </label>
);
