// The choice of an existing scenario.
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { ask } from "./api.js";
import { Buttons, Problem } from "./controls.jsx";

const useScenarios = () => {
  const [told, setTold] = useState({ scenarios: [], problem: "" });
  useEffect(() => {
    ask("GET", "scenarios").then(
      ({ scenarios }) => setTold({ scenarios, problem: "" }),
      ({ message }) => setTold({ scenarios: [], problem: message }),
    );
  }, []);
  return told;
};

const fits = (words) => ({ name, title, story }) => {
  const text = `${name} ${title} ${story}`.toLowerCase();
  return words.every((word) => text.includes(word));
};

const List = ({ scenarios, chosen, choose }) => {
  const ref = useRef(null);
  // The chosen one may be far down in a long list.
  useEffect(() => {
    const item = ref.current.querySelector(".chosen");
    if (item) ref.current.scrollTop = item.offsetTop - ref.current.offsetTop - 40;
  }, [scenarios.length]);
  return (
    <fieldset class="scenarios" ref={ref}>
      <legend class="unseen">Scenarios</legend>
      {scenarios.map(({ name, title }) => (
        <label key={name} class={name === chosen ? "chosen" : ""}>
          <input type="radio" name="scenario" value={name} checked={name === chosen} onChange={() => choose(name)} />
          {title}
        </label>
      ))}
      {scenarios.length === 0 && <p class="quiet">No scenario matches.</p>}
    </fieldset>
  );
};

/** The list with a search; play takes a scenario. */
export const Choose = ({ playing, play, load }) => {
  const { scenarios, problem } = useScenarios();
  const [search, setSearch] = useState("");
  const [chosen, choose] = useState(playing);
  const id = useId();
  const scenario = scenarios.find(({ name }) => name === chosen);
  return (
    <>
      <div class="field">
        <label for={id}>Search</label>
        <input id={id} type="search" value={search} onInput={(event) => setSearch(event.currentTarget.value)} />
      </div>
      <Problem text={problem} />
      <List scenarios={scenarios.filter(fits(search.toLowerCase().split(/\s+/)))} chosen={chosen} choose={choose} />
      {!scenario && <p class="quiet">Choose a scenario to read more about it here.</p>}
      {scenario && (
        <div class="story">
          <p>
            <strong>{scenario.title}.</strong> {scenario.story}
          </p>
          <p class="quiet">
            Request: <code>{JSON.stringify(scenario.request)}</code>
          </p>
          <Buttons
            buttons={[
              ["Run this scenario", () => play({ name: chosen }), { main: true }],
              ["Load its world only", () => load({ name: chosen })],
            ]}
          />
        </div>
      )}
    </>
  );
};
