// How a terminal reaches the account behind the page.
import { Copyable } from "../parts.jsx";

/** In single quotes, as a shell takes it unchanged. */
const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

const exportsOf = ({ environment }) =>
  Object.entries(environment)
    .map(([name, value]) => `export ${name}=${value}`)
    .join("\n");

const commands = ({ stateMachineArn }, { request, startCommand }) => [
  ["See its key stores", "./connector status"],
  ["Start a run and follow it", startCommand],
  ["Start a run with the AWS CLI", `aws stepfunctions start-execution --state-machine-arn ${stateMachineArn} --input ${quoted(JSON.stringify(request))}`],
];

export const Clients = ({ account, scene }) => (
  <section aria-labelledby="clients">
    <h2 id="clients">From a terminal</h2>
    <p class="quiet">
      Paste this into a shell. From then on <code>./connector</code> and the AWS CLI work on this sandbox, and this page shows what they do.
    </p>
    <p class="block">
      <Copyable text={exportsOf(account)} what="the variables" long />
    </p>
    {commands(account, scene).map(([purpose, line]) => (
      <p key={purpose} class="block">
        <span class="quiet">{purpose}</span>
        <Copyable text={line} what={`the command: ${purpose}`} />
      </p>
    ))}
  </section>
);
