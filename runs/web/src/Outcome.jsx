// How the run ended, in words, and what to do.
import { Copyable, Facts, Link, Words } from "./parts.jsx";
import { clock, duration, moment, span, times } from "./words.js";

const tone = ({ running, outcome }) => (running ? "under-way" : outcome.status === "SUCCEEDED" ? "good" : "bad");
const SIGN = { good: "✓", bad: "✕", "under-way": "…" };

const Request = ({ request }) => <code>{JSON.stringify(request, null, 1).replace(/\n\s*/g, " ")}</code>;

const since = (recording, at) => clock(Date.parse(at) - Date.parse(recording.startedAt));

const failures = (recording) =>
  (recording.report.failures ?? []).map((f) => `${since(recording, f.at)} ${f.code}`).join(", ");

const attempts = ({ attempts: count, maxAttempts }) => (count ? `${count} of ${maxAttempts}` : "");

const NOT_ACCEPTED = { THROTTLED: "throttled", REFUSED: "refused", SKIPPED: "no longer needed", UNKNOWN: "no answer", TIMED_OUT: "no answer", FAILED: "failed" };

/** The acts in the order in which they were done, each with how it went unless it was accepted; the same again and again is one. */
const done = ({ lanes }) =>
  lanes.actions
    .reduce((rows, { atMillis, action, answer }) => {
      const text = `${action}${NOT_ACCEPTED[answer] ? ` (${NOT_ACCEPTED[answer]})` : ""}`;
      const last = rows.at(-1);
      return last?.text === text ? [...rows.slice(0, -1), { ...last, to: atMillis, count: last.count + 1 }] : [...rows, { text, from: atMillis, to: atMillis, count: 1 }];
    }, [])
    .map(({ text, from, to, count }) => `${span(from, to)} ${text}${count > 1 ? ` ${times(count)}` : ""}`)
    .join(", ") || "nothing was changed";

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

/** Says that a page is not about an account in AWS. Whoever gets it by e-mail cannot see where it comes from. */
export const Banner = ({ origin: { emulated, endpoint } }) => {
  if (!emulated && !endpoint) return null;
  return (
    <p class="banner" role="note">
      {emulated ? (
        <>
          <strong>Rehearsal.</strong> AWS was emulated on one machine; nothing real was touched.
        </>
      ) : (
        <>
          <strong>Not at AWS's own addresses.</strong> All services were called at {endpoint}.
        </>
      )}
    </p>
  );
};

/** What to paste next; at the end of a run, not during it. */
const Commands = ({ commands }) =>
  commands.length > 0 && (
    <dl class="commands">
      {commands.map(({ purpose, line }) => (
        <div key={line}>
          <dt>{purpose}</dt>
          <dd>
            <Copyable text={line} what={`the command: ${purpose}`} />
          </dd>
        </div>
      ))}
    </dl>
  );

const ToDo = ({ outcome, origin, report }) =>
  (outcome.whatToDo || outcome.runbook) && (
    <div class="to-do">
      <h2>What to do now</h2>
      {outcome.whatToDo && <p>{outcome.whatToDo}</p>}
      {outcome.runbook && (
        <p>
          <Link to={origin.runbookUrl}>
            The runbook about <Words text={report.reason || outcome.error || outcome.status} />
          </Link>
        </p>
      )}
    </div>
  );

/** The head of the page. */
export const Outcome = ({ recording }) => {
  const { outcome, report, origin } = recording;
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
        <Words text={outcome.headline} />
      </h1>
      {outcome.sentence && <p class="sentence">{outcome.sentence}</p>}
      <ToDo outcome={outcome} origin={origin} report={report} />
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
      <Commands commands={origin.commands} />
      <Facts
        facts={[
          ["Key store", outcome.keyStore || recording.store],
          ["Status", outcome.error ? `${outcome.status}, ${outcome.error}` : outcome.status],
          ["Done", done(recording)],
          ["Failures met", failures(recording)],
          ["Attempts to connect", attempts(report)],
          ["Proved by", outcome.proved],
          [recording.running ? "In progress for" : "Took", duration(recording.elapsedMillis)],
          ["Request", <Request request={recording.request} />],
        ]}
      />
      <Verdict recording={recording} />
    </header>
  );
};

const copyable = (text, what) => text && <Copyable text={text} what={what} />;

/** Where the run took place, and what made the page. */
export const Origin = ({ recording: { origin, report, startedAt, store }, madeAt }) => (
  <section aria-labelledby="origin">
    <h2 id="origin">This run</h2>
    <Facts
      facts={[
        ["Run", copyable(origin.run, "the ARN of the run")],
        ["Console", origin.console && <Link to={origin.console}>the run in the console</Link>],
        ["Account", copyable(origin.account, "the account")],
        ["Region", copyable(origin.region, "the Region")],
        ["Key store", copyable(store, "the key store")],
        ["Began", `${moment(startedAt)}${origin.emulated ? ", by the clock of the emulated account" : ""}`],
        ["Page made", madeAt && moment(madeAt)],
        ["Release of the functions", report.version],
        ["Release of this page", origin.version],
      ]}
    />
  </section>
);
