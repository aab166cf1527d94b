// A custom world and request.
import { useState } from "preact/hooks";
import { Buttons, Choice, NumberField, Tick } from "./controls.jsx";
import { CODES, OPERATIONS } from "./names.js";
import { CAUSES, USUAL, causeOf, scenarioOf } from "./world.js";

const STATES = ["DISCONNECTED", "CONNECTING", "CONNECTED", "DISCONNECTING", "FAILED"];
const HSM_STATES = ["ACTIVE", "CREATE_IN_PROGRESS", "DEGRADED", "DELETE_IN_PROGRESS"];
/** Another type of key store, or another code, sets its own cause. */
const changed = (form, change) => {
  const next = { ...form, ...change };
  if (!CODES[next.type].includes(next.code)) next.code = "INVALID_CREDENTIALS";
  if (change.type || change.code || change.state) next.cause = next.state === "FAILED" ? causeOf(next.code) : "NONE";
  if (next.code === "INSUFFICIENT_CLOUDHSM_HSMS" && change.code) next.hsms = [];
  return next;
};

const Hsms = ({ hsms, onChange }) => (
  <>
    <NumberField
      label="HSMs"
      value={hsms.length}
      min={0}
      max={6}
      onChange={(count) => count >= 0 && count <= 6 && onChange(Array.from({ length: count }, (_, i) => hsms[i] ?? "ACTIVE"))}
    />
    {hsms.map((state, i) => (
      <Choice key={i} label={`HSM ${i + 1}`} value={state} choices={HSM_STATES} onChange={(to) => onChange(hsms.map((s, at) => (at === i ? to : s)))} />
    ))}
  </>
);

const World = ({ form, set }) => (
  <fieldset>
    <legend>World</legend>
    <Choice
      label="Key store type"
      value={form.type}
      choices={[
        ["AWS_CLOUDHSM", "CloudHSM"],
        ["EXTERNAL_KEY_STORE", "external (XKS)"],
      ]}
      onChange={(type) => set({ type })}
    />
    <Choice label="Connection state" value={form.state} choices={STATES} onChange={(state) => set({ state })} />
    {form.state === "FAILED" && <Choice label="Error code" value={form.code} choices={CODES[form.type]} onChange={(code) => set({ code })} />}
    <Choice
      label="What is wrong"
      value={form.cause}
      choices={Object.entries(CAUSES[form.type]).map(([name, [text]]) => [name, text])}
      onChange={(cause) => set({ cause })}
    />
    {form.type === "AWS_CLOUDHSM" && form.cause !== "NO_CLUSTER" && <Hsms hsms={form.hsms} onChange={(hsms) => set({ hsms })} />}
    <Choice
      label="Secret"
      value={form.secret}
      choices={[
        ["FRESH", "fresh: correct, not yet sent to KMS"],
        ["STALE", "stale: already sent to KMS"],
        ["WRONG", "wrong"],
        ["NONE", "none"],
      ]}
      onChange={(secret) => set({ secret })}
    />
    <NumberField label="Connect duration in seconds" value={form.connectSeconds} min={0} max={3600} onChange={(connectSeconds) => set({ connectSeconds })} />
  </fieldset>
);

const Faults = ({ form, set }) => (
  <fieldset>
    <legend>Faults</legend>
    <Choice label="Affected operation" value={form.operation} choices={OPERATIONS} onChange={(operation) => set({ operation })} />
    <NumberField label="Calls throttled" value={form.throttled} min={0} max={999} onChange={(throttled) => set({ throttled })} />
    <NumberField label="Calls with a server error" value={form.serverErrors} min={0} max={999} onChange={(serverErrors) => set({ serverErrors })} />
    <NumberField label="Answers lost" value={form.lost} min={0} max={999} onChange={(lost) => set({ lost })} />
  </fieldset>
);

const Request = ({ form, set }) => (
  <fieldset>
    <legend>Request</legend>
    <Tick label="update with the secret" checked={form.update} onChange={(update) => set({ update })} />
    <Tick label="may add an HSM" checked={form.addHsm} onChange={(addHsm) => set({ addHsm })} />
    <Tick label="dry run" checked={form.dryRun} onChange={(dryRun) => set({ dryRun })} />
    <Choice label="When disconnected" value={form.whenDisconnected} choices={["CONNECT", "LEAVE"]} onChange={(whenDisconnected) => set({ whenDisconnected })} />
    <NumberField label="Maximum attempts" value={form.maxAttempts} min={1} max={10} onChange={(maxAttempts) => set({ maxAttempts })} />
  </fieldset>
);

/** The form; load takes a scenario. */
export const Build = ({ load }) => {
  const [form, setForm] = useState(USUAL);
  const set = (change) => setForm((before) => changed(before, change));
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <World form={form} set={set} />
      <Faults form={form} set={set} />
      <Request form={form} set={set} />
      <Buttons buttons={[["Build this world", () => load(scenarioOf(form))]]} />
    </form>
  );
};
