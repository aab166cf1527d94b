// What someone can do to the world by hand.
import { useState } from "preact/hooks";
import { ask } from "./api.js";
import { Buttons, Choice, NumberField } from "./controls.jsx";
import { CODES, OPERATIONS } from "./names.js";

const act = (deed) => () => ask("POST", "people", deed);

const LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const newPassword = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => LETTERS[n % LETTERS.length]).join("");

const KeyStore = ({ store }) => (
  <section aria-labelledby={store.id}>
    <h3 id={store.id}>Key store {store.name}</h3>
    <Buttons
      buttons={[
        ["Connect it", act({ does: "CONNECT", keyStore: store.id })],
        ["Disconnect it", act({ does: "DISCONNECT", keyStore: store.id })],
      ]}
    />
  </section>
);

/** The shortest name by which people know an HSM. */
const zone = (hsm) => hsm.zone.replace(/^.*-/, "");

const Hsms = ({ cluster }) => (
  <Buttons
    buttons={[
      ...cluster.hsms
        .filter(({ state }) => state !== "DELETE_IN_PROGRESS")
        .map((hsm, i) => [`Kill HSM ${i + 1} in ${zone(hsm)}`, act({ does: "KILL_HSM", cluster: cluster.id, hsm: hsm.id })]),
      ["Add an HSM", act({ does: "ADD_HSM", cluster: cluster.id })],
      ["Change the HSM type", act({ does: "MODIFY_CLUSTER", cluster: cluster.id, hsmType: cluster.rollback?.hsmType ?? "hsm2m.medium" })],
      ["Delete the cluster", act({ does: "DELETE_CLUSTER", cluster: cluster.id })],
    ]}
  />
);

const User = ({ cluster, secret }) => (
  <Buttons
    buttons={[
      [
        secret ? "Reset the password, also in the secret" : "Reset the password",
        () => ask("POST", "people", { does: "RESET_PASSWORD", cluster, password: newPassword(), ...(secret && { secret }) }),
      ],
      ["Unlock", act({ does: "UNLOCK_USER", cluster })],
      ["Log in", act({ does: "LOG_IN", cluster })],
      ["Log out", act({ does: "LOG_OUT", cluster })],
      ["Delete", act({ does: "DELETE_USER", cluster })],
    ]}
  />
);

const Cluster = ({ cluster, secret }) => (
  <section aria-labelledby={cluster.id}>
    <h3 id={cluster.id}>{cluster.id}</h3>
    <Hsms cluster={cluster} />
    <h3>kmsuser in it</h3>
    <User cluster={cluster.id} secret={secret} />
  </section>
);

const Secret = ({ secret }) => (
  <section aria-labelledby="secret">
    <h3 id="secret">Secret {secret.name}</h3>
    <Buttons buttons={[["Put a wrong value into it", () => ask("POST", "people", { does: "PUT_SECRET", secret: secret.name, value: newPassword() })]]} />
  </section>
);

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
      <Choice label="Fault" value={fault} choices={FAULTS} onChange={setFault} />
      {!ofConnect && <Choice label="Operation" value={operation} choices={OPERATIONS} onChange={setOperation} />}
      {!ofConnect && <NumberField label="Count" value={count} min={1} max={999} onChange={setCount} />}
      {fault === "CONNECT_FAILS" && <Choice label="Code" value={code} choices={codes} onChange={setCode} />}
      <Buttons
        buttons={[
          ["Plan it", () => ask("POST", "faults", planned)],
          ["Clear all faults", () => ask("DELETE", "faults"), { disabled: faults.length === 0 }],
        ]}
      />
      {faults.length > 0 && (
        <ul class="planned">
          {faults.map((planned, i) => (
            <li key={i}>{said(planned)}</li>
          ))}
        </ul>
      )}
    </section>
  );
};

/** Everything that can be done by hand to the world as it is. */
export const People = ({ world }) => (
  <>
    {world.keyStores.map((store) => (
      <KeyStore key={store.id} store={store} />
    ))}
    {world.clusters
      .filter(({ state }) => state !== "DELETED")
      .map((cluster) => (
        <Cluster key={cluster.id} cluster={cluster} secret={world.secrets[0]?.name} />
      ))}
    {world.secrets.map((secret) => (
      <Secret key={secret.name} secret={secret} />
    ))}
    <Faults faults={world.faults} codes={CODES[world.keyStores[0]?.type ?? "AWS_CLOUDHSM"]} />
  </>
);
