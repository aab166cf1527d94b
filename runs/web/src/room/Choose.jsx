// The choice of an existing scenario.
import { useEffect, useId, useState } from "preact/hooks";
import { ask } from "./api.js";
import { Buttons, Problem } from "./controls.jsx";
import { grouped } from "./groups.js";

/** All scenarios, and why they cannot be shown if so. */
export const useScenarios = () => {
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

const Entry = ({ scenario: { name, title }, chosen, choose }) => (
  <label class={name === chosen ? "chosen" : ""}>
    {/* A click, not a change: the one that is chosen can be chosen again, to see it once more before it is played. */}
    <input type="radio" name="scenario" value={name} checked={name === chosen} onClick={() => choose(name)} />
    {title}
  </label>
);

/** While someone searches, every group that has a match is open; otherwise the first, and the one with the choice. */
const Group = ({ group: { title, scenarios }, chosen, choose, open }) => {
  const [wanted, want] = useState(undefined);
  const id = useId();
  const isOpen = open || (wanted ?? scenarios.some(({ name }) => name === chosen));
  const toggle = (event) => {
    event.preventDefault();
    want(!isOpen);
  };
  return (
    <details open={isOpen}>
      <summary id={id} onClick={toggle}>
        {title} <span class="quiet">{scenarios.length}</span>
      </summary>
      <div role="group" aria-labelledby={id}>
        {scenarios.map((scenario) => (
          <Entry key={scenario.name} scenario={scenario} chosen={chosen} choose={choose} />
        ))}
      </div>
    </details>
  );
};

/** The list with a search. */
export const Choose = ({ scenarios, problem, chosen, choose, load }) => {
  const [search, setSearch] = useState("");
  const id = useId();
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = grouped(scenarios.filter(fits(words)));
  return (
    <>
      <div class="field">
        <label for={id}>Search {scenarios.length} scenarios</label>
        <input id={id} type="search" value={search} onInput={(event) => setSearch(event.currentTarget.value)} />
      </div>
      <Problem text={problem} />
      <fieldset class="scenarios">
        <legend class="unseen">Scenarios</legend>
        {groups.map((group, i) => (
          <Group key={group.title} group={group} chosen={chosen} choose={choose} open={words.length > 0 || (i === 0 && !chosen)} />
        ))}
        {groups.length === 0 && <p class="quiet">No scenario matches.</p>}
      </fieldset>
      <Buttons buttons={[["Load its world without a run", () => load({ name: chosen }), { disabled: !scenarios.some(({ name }) => name === chosen) }]]} />
    </>
  );
};
