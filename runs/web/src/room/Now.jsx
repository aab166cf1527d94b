// What the world is like at this moment.
import { Facts } from "../parts.jsx";
import { plural } from "../words.js";

const storeWords = ({ state, errorCode, secondsLeft }) =>
  [state, errorCode, secondsLeft === "NEVER" ? "never to end" : ""].filter(Boolean).join(", ");

const hsmWords = (hsms) => {
  const active = hsms.filter(({ state }) => state === "ACTIVE").length;
  const others = hsms.filter(({ state }) => state !== "ACTIVE").map(({ state }) => state);
  return [plural(active, "active HSM"), ...others].join(", ");
};

const userWords = (hsms) => {
  const users = hsms.map(({ kmsuser: { present, locked, loggedIn, failedLogIns } }) =>
    [!present && "kmsuser is missing", locked && "kmsuser is locked", loggedIn && "kmsuser is logged in", failedLogIns > 0 && plural(failedLogIns, "failed log-in")]
      .filter(Boolean)
      .join(", "),
  );
  return [...new Set(users.filter(Boolean))].join("; ");
};

const secretWords = ({ versions }) => {
  const current = versions.find(({ stages }) => stages.includes("AWSCURRENT"));
  const told = current?.stages.some((stage) => stage.startsWith("applied-"));
  return `${plural(versions.length, "version")}; the current one was ${told ? "" : "not "}told to KMS by a run`;
};

/** In one sentence, which changes only when something does. */
export const inWords = (world) => world.keyStores.map((store) => `${store.name} is ${storeWords(store)}`).join("; ");

export const Now = ({ world }) => (
  <Facts
    facts={[
      ...world.keyStores.map((store) => [store.name, storeWords(store)]),
      ...world.clusters.map(({ id, state, hsms, subnets }) => [
        id,
        [state, hsmWords(hsms), userWords(hsms), subnets === "OK" ? "" : `subnets ${subnets}`].filter(Boolean).join("; "),
      ]),
      ...world.secrets.map((secret) => [secret.name, secretWords(secret)]),
    ]}
  />
);
