// From a form to a scenario.

const KEY_STORE_ID = "cks-0123456789abcdef0";
const SECRET = "payments/kmsuser";
const OLD = "theOldPassword1";
const NEW = "theNewPassword2";
const WRONG = "aWrongPassword3";
const OLD_CREDENTIAL = { accessKeyId: "OLDOLDOLDOLDOLDOLDOL", secretAccessKey: "theOldCredentialOfTheProxyWhichIsUsedNoMore1" };
const NEW_CREDENTIAL = { accessKeyId: "NEWNEWNEWNEWNEWNEWNE", secretAccessKey: "theNewCredentialOfTheProxyWhichIsUsedByNow22" };
const WRONG_CREDENTIAL = { accessKeyId: "WRONGWRONGWRONGWRONG", secretAccessKey: "aWrongCredentialThatTheProxyNeverHeardOf3333" };

/** What the form begins with. */
export const USUAL = {
  type: "AWS_CLOUDHSM",
  state: "FAILED",
  code: "INVALID_CREDENTIALS",
  connectSeconds: 240,
  hsms: ["ACTIVE", "ACTIVE"],
  cause: "PASSWORD",
  secret: "FRESH",
  update: true,
  addHsm: false,
  whenDisconnected: "CONNECT",
  maxAttempts: 3,
  dryRun: false,
  throttled: 0,
  serverErrors: 0,
  lost: 0,
  operation: "*",
};

/** What may be wrong, by type of key store, each with what it changes in a world. */
export const CAUSES = {
  AWS_CLOUDHSM: {
    NONE: ["Nothing", {}],
    PASSWORD: ["kmsuser has another password", { cluster: { kmsuser: { password: NEW, failedLogIns: 1 } } }],
    LOCKED: ["kmsuser is locked", { cluster: { kmsuser: { locked: true, failedLogIns: 5 } } }],
    LOGGED_IN: ["kmsuser is logged in", { cluster: { kmsuser: { loggedIn: true } } }],
    MISSING: ["kmsuser does not exist", { cluster: { kmsuser: { present: false } } }],
    NO_SUBNETS: ["The cluster's subnets are gone", { cluster: { subnets: "MISSING" } }],
    FULL_SUBNETS: ["The cluster's subnets are full", { cluster: { subnets: "FULL" } }],
    NO_CLUSTER: ["The cluster is deleted", { cluster: { state: "DELETED", hsms: 0 } }],
  },
  EXTERNAL_KEY_STORE: {
    NONE: ["Nothing", {}],
    PASSWORD: ["The proxy has another credential", { proxy: NEW_CREDENTIAL }],
    PATH: ["The proxy is at another path", { proxy: { path: "/right/kms/xks/v1" } }],
    NOT_REACHABLE: ["The proxy cannot be reached", { proxy: { answers: "NOT_REACHABLE" } }],
    TIMED_OUT: ["The proxy does not answer in time", { proxy: { answers: "TIMED_OUT" } }],
    INVALID_RESPONSE: ["The proxy sends invalid responses", { proxy: { answers: "INVALID_RESPONSE" } }],
    ACCESS_DENIED: ["The proxy denies access", { proxy: { answers: "ACCESS_DENIED" } }],
    INVALID_TLS_CONFIGURATION: ["The proxy's certificate is bad", { proxy: { answers: "INVALID_TLS_CONFIGURATION" } }],
  },
};

const CAUSE_OF = {
  INVALID_CREDENTIALS: "PASSWORD",
  USER_LOCKED_OUT: "LOCKED",
  USER_LOGGED_IN: "LOGGED_IN",
  USER_NOT_FOUND: "MISSING",
  SUBNET_NOT_FOUND: "NO_SUBNETS",
  INSUFFICIENT_FREE_ADDRESSES_IN_SUBNET: "FULL_SUBNETS",
  CLUSTER_NOT_FOUND: "NO_CLUSTER",
  XKS_PROXY_INVALID_CONFIGURATION: "PATH",
  XKS_PROXY_NOT_REACHABLE: "NOT_REACHABLE",
  XKS_PROXY_TIMED_OUT: "TIMED_OUT",
  XKS_PROXY_INVALID_RESPONSE: "INVALID_RESPONSE",
  XKS_PROXY_ACCESS_DENIED: "ACCESS_DENIED",
  XKS_PROXY_INVALID_TLS_CONFIGURATION: "INVALID_TLS_CONFIGURATION",
};

/** The cause of a code; it is part of the world from then on, unless it is changed. */
export const causeOf = (code) => CAUSE_OF[code] ?? "NONE";

const isExternal = (form) => form.type === "EXTERNAL_KEY_STORE";

const password = ({ cause }) => (cause === "PASSWORD" ? NEW : OLD);
const credential = ({ cause }) => (cause === "PASSWORD" ? NEW_CREDENTIAL : OLD_CREDENTIAL);

const secret = (form) => {
  const right = isExternal(form) ? credential(form) : password(form);
  const wrong = isExternal(form) ? WRONG_CREDENTIAL : WRONG;
  return {
    FRESH: { value: right },
    STALE: { value: right, stages: ["AWSCURRENT", `applied-${KEY_STORE_ID}`] },
    WRONG: { value: wrong },
  }[form.secret];
};

const keyStore = (form) => ({
  state: form.state,
  ...(form.state === "FAILED" && { errorCode: form.code }),
  connectSeconds: form.connectSeconds,
  ...(isExternal(form)
    ? { xks: OLD_CREDENTIAL, proxy: { ...OLD_CREDENTIAL, ...CAUSES[form.type][form.cause][1].proxy } }
    : { password: OLD }),
});

const cluster = (form) => {
  const { kmsuser, ...more } = CAUSES.AWS_CLOUDHSM[form.cause][1].cluster ?? {};
  return {
    hsms: form.hsms.map((state) => ({ state })),
    kmsuser: { password: OLD, ...kmsuser },
    ...more,
  };
};

const faults = (form) =>
  [
    ["THROTTLE", form.throttled],
    ["SERVER_ERROR", form.serverErrors],
    ["LOST_RESPONSE", form.lost],
  ]
    .filter(([, count]) => count > 0)
    .map(([fault, count]) => ({ fault, operation: form.operation, count }));

const request = (form) => ({
  customKeyStoreName: "payments",
  ...(form.update && {
    update: { [isExternal(form) ? "xksProxyAuthenticationCredentialSecretId" : "keyStorePasswordSecretId"]: SECRET },
  }),
  ...(form.addHsm && { addHsm: true }),
  ...(form.whenDisconnected !== "CONNECT" && { whenDisconnected: form.whenDisconnected }),
  ...(form.maxAttempts !== 3 && { maxAttempts: form.maxAttempts }),
  ...(form.dryRun && { dryRun: true }),
});

/** The scenario that the form describes. */
export const scenarioOf = (form) => {
  const kept = secret(form);
  return {
    title: `${isExternal(form) ? "External key store" : "CloudHSM key store"}, ${form.state}${form.state === "FAILED" ? `, ${form.code}` : ""}`,
    story: "Built in the rehearsal room.",
    request: request(form),
    world: {
      keyStore: keyStore(form),
      ...(isExternal(form) ? { clusters: [] } : { cluster: cluster(form) }),
      ...(kept && { secret: kept }),
      faults: faults(form),
    },
  };
};
