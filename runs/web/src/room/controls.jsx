// What people press and fill in.
import { useId, useState } from "preact/hooks";

/** Does something that the sandbox may refuse; the refusal is shown until the next try. */
export const useDeed = () => {
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const run = (deed) => async () => {
    setBusy(true);
    setProblem("");
    try {
      await deed();
    } catch (refused) {
      setProblem(refused.message);
    } finally {
      setBusy(false);
    }
  };
  return { run, busy, problem };
};

/** A sentence beside the controls that it is about. */
export const Problem = ({ text }) => (
  <p class="problem" role="alert">
    {text}
  </p>
);

/** Buttons that belong together, with what was wrong with the last one pressed. */
export const Buttons = ({ buttons }) => {
  const { run, busy, problem } = useDeed();
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
