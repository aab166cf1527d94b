// How the run ended, in words, and what to do.
import { Facts } from "./parts.jsx";
import { clock, duration } from "./words.js";

const tone = ({ running, outcome }) => (running ? "under-way" : outcome.status === "SUCCEEDED" ? "good" : "bad");
const SIGN = { good: "✓", bad: "✕", "under-way": "…" };

const Request = ({ request }) => <code>{JSON.stringify(request, null, 1).replace(/\n\s*/g, " ")}</code>;

const since = (recording, at) => clock(Date.parse(at) - Date.parse(recording.startedAt));

const failures = (recording) =>
  (recording.report.failures ?? []).map((f) => `${since(recording, f.at)} ${f.code}`).join(", ");

const attempts = ({ attempts: count, maxAttempts }) => (count ? `${count} of ${maxAttempts}` : "");

const Verdict = ({ recording: { asExpected, differences } }) =>
  asExpected === undefined ? null : (
    <div class={`verdict ${asExpected ? "good" : "bad"}`}>
      <p>{asExpected ? "✓ As the scenario says." : "✕ Not as the scenario says:"}</p>
      {!asExpected && (
        <ul>
          {differences.map((d) => (
            <li key={d.what}>
              <strong>{d.what}</strong>: expected <code>{JSON.stringify(d.expected)}</code>, actual <code>{JSON.stringify(d.actual)}</code>
            </li>
          ))}
        </ul>
      )}
    </div>
  );

/** The head of the page. */
export const Outcome = ({ recording }) => {
  const { outcome, report } = recording;
  return (
    <header class={`outcome ${tone(recording)}`}>
      <p class="kicker">
        <strong>{recording.title}</strong>
        {recording.story && <> {recording.story}</>}
      </p>
      <h1>
        <span class="sign" aria-hidden="true">
          {SIGN[tone(recording)]}
        </span>
        {outcome.headline}
      </h1>
      {outcome.sentence && <p class="sentence">{outcome.sentence}</p>}
      {outcome.whatToDo && (
        <div class="to-do">
          <h2>What to do now</h2>
          <p>{outcome.whatToDo}</p>
          {outcome.runbook && (
            <p class="quiet">
              See the runbook: <code>{outcome.runbook}</code>
            </p>
          )}
        </div>
      )}
      {(report.warnings ?? []).map((warning) => (
        <p class="warning" key={warning}>
          <strong>Warning:</strong> {warning}
        </p>
      ))}
      {outcome.aftermath && (
        <p class="warning">
          <strong>Afterward:</strong> {outcome.aftermath}
        </p>
      )}
      <Facts
        facts={[
          ["Status", outcome.error ? `${outcome.status}, ${outcome.error}` : outcome.status],
          [recording.running ? "In progress for" : "Took", duration(recording.elapsedMillis)],
          ["Key store", outcome.keyStore],
          ["Proved by", outcome.proved],
          ["Attempts to connect", attempts(report)],
          ["Failures met", failures(recording)],
          ["Started", recording.startedAt],
          ["Request", <Request request={recording.request} />],
        ]}
      />
      <Verdict recording={recording} />
    </header>
  );
};
