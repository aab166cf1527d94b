// The current state of the world.
import { Facts } from "../parts.jsx";
import { plural } from "../words.js";

const storeWords = ({ state, errorCode, secondsLeft }) =>
  [state, errorCode, secondsLeft === "NEVER" ? "never ends" : ""].filter(Boolean).join(", ");

const hsmWords = (hsms) => {
  const active = hsms.filter(({ state }) => state === "ACTIVE").length;
  const others = hsms.filter(({ state }) => state !== "ACTIVE").map(({ state }) => state);
  return [plural(active, "active HSM"), ...others].join(", ");
};

const userWords = (hsms) => {
  const users = hsms.map(({ kmsuser: { present, locked, loggedIn, failedLogIns } }) =>
    [!present && "kmsuser is missing", locked && "kmsuser is locked", loggedIn && "kmsuser is logged in", failedLogIns > 0 && plural(failedLogIns, "failed login")]
      .filter(Boolean)
      .join(", "),
  );
  return [...new Set(users.filter(Boolean))].join("; ");
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

export const Now = ({ world }) => (
  <Facts
    facts={[
      ...world.keyStores.map((store) => [store.name, storeWords(store)]),
      ...world.clusters.map(({ id, state, hsms, subnets }) => [
        id,
        [state, hsmWords(hsms), userWords(hsms), subnets === "OK" ? "" : `subnets ${subnets}`].filter(Boolean).join("; "),
      ]),
      ...world.secrets.map((secret) => [secret.name, secretWords(secret, world.journal ?? [])]),
    ]}
  />
);
