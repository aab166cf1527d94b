// The scenarios in groups, by their names. A test makes sure that each has one.

const GROUPS = [
  ["To begin with", /^(start-disconnected|renewed-secret|last-hsm-dies-while-connecting|invalid-credentials-no-secret|add-hsm|dry-run)$/],
  ["External key stores", /^xks-/],
  ["Invalid requests", /^(bad-input-|not-found$)/],
  ["What a deployment allows", /^(allowed|not-allowed|add-hsm-not-allowed|secret-of-another-store|partition-|access-denied-|look-denied)/],
  ["Fleets", /^fleet-/],
  ["The journal", /^(journal-|secret-labelled)/],
  ["HSMs and clusters", /^(add-hsm|hsm-|no-hsm|insufficient-hsms|cluster-|last-hsm|failed-and-|connected-dead|connected-no-cluster|connected-one-hsm|connect-refused)/],
  ["Networks and subnets", /^(subnet-|no-free-|network-)/],
  [
    "Passwords and kmsuser",
    /^(invalid-credentials|locked-out|logins-|password-|secret-|user-|wrong-password|connected-new-password|update-before|before-connect|update-refused|morning-)/,
  ],
  ["People and other runs", /^(person-|somebody-|connect-meets)/],
  ["Slow connects and short windows", /^(short-window|slow-|endless|out-of-time|failure-too-late|one-attempt)/],
  [
    "Lost, throttled and failed calls",
    /^(check-|connect-(answer|cut|function|request|server|throttled)|deployment-|disconnect-|functions-|looks-|server-|update-|use-)/,
  ],
  ["States of a key store", /^(start-|connected-|connect-then|leave|dry-run|internal-error|unknown-code|stale-looks|callback)/],
];

const REST = "Others";

const groupOf = ({ name }) => GROUPS.find(([, pattern]) => pattern.test(name))?.[0] ?? REST;

/** The groups that have any of these scenarios, each with those that it has. */
export const grouped = (scenarios) =>
  [...GROUPS.map(([title]) => title), REST]
    .map((title) => ({ title, scenarios: scenarios.filter((scenario) => groupOf(scenario) === title) }))
    .filter((group) => group.scenarios.length > 0);
