// The sections with words and numbers.
import { Facts, Fold, Table, Words } from "./parts.jsx";
import { clock, plural, span } from "./words.js";

const Decision = ({ d }) => (
  <li class={d.action === "Wait" ? "wait" : ""}>
    <span class="when">{span(d.atMillis, d.untilMillis)}</span>
    <div>
      <p>
        <strong>{d.decision}</strong>
        {d.times > 1 && <span class="quiet"> {d.times} identical checks</span>}
      </p>
      <p>
        <Words text={d.why} />
      </p>
      {d.seen && (
        <p class="quiet">
          Seen: <Words text={d.seen} />
        </p>
      )}
    </div>
  </li>
);

/** What was decided at each look, and why. */
export const Decisions = ({ decisions }) => (
  <section aria-labelledby="decisions">
    <h2 id="decisions">Decisions</h2>
    {decisions.length ? (
      <ol class="decisions">
        {decisions.map((d, i) => (
          <Decision key={i} d={d} />
        ))}
      </ol>
    ) : (
      <p>No check succeeded, so nothing was decided.</p>
    )}
  </section>
);

const capital = (text) => text[0].toUpperCase() + text.slice(1);

/** What the journal knows at the end, for later runs. */
export const Remembered = ({ rows }) =>
  rows.length ? (
    <section aria-labelledby="remembered">
      <h2 id="remembered">Remembered</h2>
      <p class="quiet">What the journal knows about this key store at the end of the run, for later runs.</p>
      <Facts facts={rows.map(({ what, text }) => [capital(what), text])} />
    </section>
  ) : null;

const operations = (calls) => {
  const rows = new Map();
  for (const { service, operation, error } of calls) {
    const name = `${service} ${operation}`;
    const [count, failed] = rows.get(name) ?? [0, 0];
    rows.set(name, [count + 1, failed + (error ? 1 : 0)]);
  }
  return [...rows].sort(([, a], [, b]) => b[0] - a[0]).map(([name, [count, failed]]) => [name, count, failed || ""]);
};

const JOURNAL = new Set(["Recall", "Write down"]);

const steps = (path, machine) => {
  const tasks = new Set(machine.states.filter((s) => s.type === "Task" && !JOURNAL.has(s.name)).map((s) => s.name));
  const rows = new Map();
  path.filter((stay) => tasks.has(stay.state)).forEach((stay) => rows.set(stay.state, (rows.get(stay.state) ?? 0) + 1));
  return [...rows];
};

/** The calls to AWS or, if only the run's history is known, the steps that made them. */
export const Calls = ({ recording: { calls, world, path, machine } }) => (
  <section aria-labelledby="calls">
    <h2 id="calls">API calls</h2>
    {world ? (
      <>
        <Table caption={plural(calls.length, "call")} head={["Operation", "Calls", "Not accepted"]} rows={operations(calls)} numbers={[1, 2]} />
        <Fold summary="Every call">
          <Table caption="In order of time" head={["When", "Operation", "Answer"]} rows={calls.map((c) => [clock(c.atMillis), `${c.service} ${c.operation}`, c.answer])} />
        </Fold>
      </>
    ) : (
      <>
        <p class="quiet">A run's history does not show the calls to AWS, only the steps that made them.</p>
        <Table caption="Steps that call a function" head={["Step", "Entered"]} rows={steps(path, machine)} numbers={[1]} />
      </>
    )}
  </section>
);

/** What the run costs on AWS. */
export const Cost = ({ cost }) => (
  <section aria-labelledby="cost">
    <h2 id="cost">Transitions and cost</h2>
    <Facts
      facts={[
        ["Transitions", cost.transitions],
        ["Function calls", cost.functionCalls],
        ["On AWS", cost.words],
      ]}
    />
  </section>
);

/** The licenses of the software in this page. */
export const Licences = ({ licences }) => (
  <footer>
    <Fold summary="Licenses of the software in this page">
      {licences.map(({ name, version, licence, text }) => (
        <div key={name}>
          <h3>
            {name} {version}, {licence}
          </h3>
          <pre>{text}</pre>
        </div>
      ))}
    </Fold>
  </footer>
);
