// The world as it is, and what someone can do to each part of it by hand. What a button did shows above it and beside it.
import { useEffect, useRef, useState } from "preact/hooks";
import { Words } from "../parts.jsx";
import { clock, plural } from "../words.js";
import { ask } from "./api.js";
import { Buttons, Choice, NumberField } from "./controls.jsx";
import { CODES, OPERATIONS } from "./names.js";

const storeWords = ({ state, errorCode, secondsLeft }) =>
  [state, errorCode, secondsLeft === "NEVER" ? "never ends" : ""].filter(Boolean).join(", ");

const hsmWords = (hsms) => {
  const active = hsms.filter(({ state }) => state === "ACTIVE").length;
  const others = hsms.filter(({ state }) => state !== "ACTIVE").map(({ state }) => state);
  return [plural(active, "active HSM"), ...others].join(", ");
};

const clusterWords = ({ state, hsms, subnets }) => [state, hsmWords(hsms), subnets === "OK" ? "" : `subnets ${subnets}`].filter(Boolean).join("; ");

const userWords = ({ hsms }) => {
  const users = hsms.map(({ kmsuser: { present, locked, loggedIn, failedLogIns } }) =>
    [!present && "is missing", locked && "is locked", loggedIn && "is logged in", failedLogIns > 0 && plural(failedLogIns, "failed login")].filter(Boolean).join(", "),
  );
  return [...new Set(users.filter(Boolean))].join("; ") || (hsms.length ? "is logged out, and not locked" : "on no HSM");
};

/** Whether a run has sent that version to KMS: the journal says so, or the label that releases without a journal set. */
const isSent = ({ versionId, stages }, journals) =>
  stages.some((stage) => stage.startsWith("applied-")) ||
  journals.some(({ journal }) => journal?.told?.version === versionId || journal?.used?.includes(versionId));

const secretWords = ({ versions }, journals) => {
  const current = versions.find(({ stages }) => stages.includes("AWSCURRENT"));
  const sent = current !== undefined && isSent(current, journals);
  return `${plural(versions.length, "version")}; ${sent ? "a run has sent" : "no run has sent"} the current one to KMS`;
};

/** In one sentence, which changes only when something does. */
export const inWords = (world) => world.keyStores.map((store) => `${store.name} is ${storeWords(store)}`).join("; ");

/** A deed, which says when it was done. */
const act = (deed) => async () => {
  const { second } = await ask("POST", "people", deed);
  return `✓ Done at ${clock(second * 1000)}.`;
};

const LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const newPassword = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => LETTERS[n % LETTERS.length]).join("");

/** A text that lights up when it changes. */
const State = ({ text }) => {
  const ref = useRef(null);
  const before = useRef(text);
  useEffect(() => {
    if (before.current !== text) ref.current.getAnimations().length || ref.current.animate([{ background: "var(--lit)" }, { background: "transparent" }], 2500);
    before.current = text;
  }, [text]);
  return (
    <p class="state-now" ref={ref}>
      <Words text={text} />
    </p>
  );
};

const Part = ({ id, name, state, buttons }) => (
  <section aria-labelledby={id}>
    <h3 id={id}>{name}</h3>
    <State text={state} />
    {buttons.length > 0 && <Buttons buttons={buttons} />}
  </section>
);

const storeButtons = ({ id }) => [
  ["Connect it", act({ does: "CONNECT", keyStore: id })],
  ["Disconnect it", act({ does: "DISCONNECT", keyStore: id })],
];

/** The shortest name by which people know an HSM. */
const zone = (hsm) => hsm.zone.replace(/^.*-/, "");

const clusterButtons = (cluster) => [
  ...cluster.hsms
    .filter(({ state }) => state !== "DELETE_IN_PROGRESS")
    .map((hsm, i) => [`Kill HSM ${i + 1} in ${zone(hsm)}`, act({ does: "KILL_HSM", cluster: cluster.id, hsm: hsm.id })]),
  ["Add an HSM", act({ does: "ADD_HSM", cluster: cluster.id })],
  ["Change the HSM type", act({ does: "MODIFY_CLUSTER", cluster: cluster.id, hsmType: cluster.rollback?.hsmType ?? "hsm2m.medium" })],
  ["Delete the cluster", act({ does: "DELETE_CLUSTER", cluster: cluster.id })],
];

const userButtons = (cluster, secret) => [
  [
    secret ? "Reset the password, also in the secret" : "Reset the password",
    () => act({ does: "RESET_PASSWORD", cluster, password: newPassword(), ...(secret && { secret }) })(),
  ],
  ["Unlock", act({ does: "UNLOCK_USER", cluster })],
  ["Log in", act({ does: "LOG_IN", cluster })],
  ["Log out", act({ does: "LOG_OUT", cluster })],
  ["Delete", act({ does: "DELETE_USER", cluster })],
];

const secretButtons = ({ name }) => [["Put a wrong value into it", () => act({ does: "PUT_SECRET", secret: name, value: newPassword() })()]];

const Cluster = ({ cluster, secret }) => {
  const exists = cluster.state !== "DELETED";
  return (
    <>
      <Part id={cluster.id} name={cluster.id} state={clusterWords(cluster)} buttons={exists ? clusterButtons(cluster) : []} />
      {exists && <Part id={`kmsuser-${cluster.id}`} name="kmsuser in it" state={userWords(cluster)} buttons={userButtons(cluster.id, secret)} />}
    </>
  );
};

const FAULTS = [
  ["THROTTLE", "throttle calls"],
  ["SERVER_ERROR", "server errors"],
  ["LOST_RESPONSE", "lose answers"],
  ["LOST_REQUEST", "lose requests"],
  ["ACCESS_DENIED", "deny access"],
  ["CONNECT_FAILS", "the next connect fails"],
  ["CONNECT_NEVER_ENDS", "the next connect never ends"],
];

const said = ({ fault, error, operation, count, nth, seen, code }) => {
  const left = count === "ALL" ? "all" : Math.max(0, nth + count - 1 - seen);
  return `${fault}${error ? ` ${error}` : ""}${code ? ` ${code}` : ""}${operation ? ` of ${operation === "*" ? "any operation" : operation}` : ""}, ${left} left`;
};

const Faults = ({ faults, codes }) => {
  const [fault, setFault] = useState("THROTTLE");
  const [operation, setOperation] = useState("DescribeCustomKeyStores");
  const [count, setCount] = useState(3);
  const [code, setCode] = useState("INTERNAL_ERROR");
  const ofConnect = fault.startsWith("CONNECT");
  const planned = ofConnect ? { fault, ...(fault === "CONNECT_FAILS" && { code }) } : { fault, operation, count };
  return (
    <section aria-labelledby="faults">
      <h3 id="faults">Faults</h3>
      {faults.length > 0 ? (
        <ul class="planned">
          {faults.map((planned, i) => (
            <li key={i}>{said(planned)}</li>
          ))}
        </ul>
      ) : (
        <p class="state-now">none planned</p>
      )}
      <Choice label="Fault" value={fault} choices={FAULTS} onChange={setFault} />
      {!ofConnect && <Choice label="Operation" value={operation} choices={OPERATIONS} onChange={setOperation} />}
      {!ofConnect && <NumberField label="Count" value={count} min={1} max={999} onChange={setCount} />}
      {fault === "CONNECT_FAILS" && <Choice label="Code" value={code} choices={codes} onChange={setCode} />}
      <Buttons
        buttons={[
          ["Plan it", () => ask("POST", "faults", planned).then(() => "✓ Planned.")],
          ["Clear all faults", () => ask("DELETE", "faults").then(() => "✓ Cleared."), { disabled: faults.length === 0 }],
        ]}
      />
    </section>
  );
};

/** Everything in the world, each part with what can be done to it. */
export const World = ({ world }) => (
  <>
    {world.keyStores.map((store) => (
      <Part key={store.id} id={store.id} name={`Key store ${store.name}`} state={storeWords(store)} buttons={storeButtons(store)} />
    ))}
    {world.clusters.map((cluster) => (
      <Cluster key={cluster.id} cluster={cluster} secret={world.secrets[0]?.name} />
    ))}
    {world.secrets.map((secret) => (
      <Part key={secret.name} id={`secret-${secret.name}`} name={`Secret ${secret.name}`} state={secretWords(secret, world.journal ?? [])} buttons={secretButtons(secret)} />
    ))}
    <Faults faults={world.faults} codes={CODES[world.keyStores[0]?.type ?? "AWS_CLOUDHSM"]} />
  </>
);
