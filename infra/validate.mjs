// Checks every *.template.json of some folders with CloudFormation's own rules: node validate.mjs FOLDER...
// A folder followed by ? is from tests and may be missing, because tests may have been skipped.
// Installs the checker first if the lock file is newer than what is installed.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const home = dirname(fileURLToPath(import.meta.url));
const folders = process.argv
  .slice(2)
  .map((name) => ({ path: resolve(name.replace(/\?$/, "")), ofTests: name.endsWith("?") }))
  .filter(({ path, ofTests }) => !ofTests || existsSync(path));

const changed = (file) => statSync(join(home, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;

if (changed("node_modules/.package-lock.json") < changed("package-lock.json")) {
  const { status, error } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: home,
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (error) console.error(`npm: ${error.message}`);
  if (status !== 0) process.exit(1);
}

const { RegoEngine, TemplateFile } = await import("@aws/cloudformation-validate");
// W3005: CDK makes a function wait for its role by name as well, which is redundant and harmless.
// W2509: mistakes the parameter KeyStoreSecrets for a password; it holds names of secrets, which people must see.
// W1001: does not see that the output TopicArn names the new topic only under the topic's own condition; PlainTemplateTest looks for dangling references.
const ignored = ["W3005", "W2509", "W1001"];
// W9013: tests name keys and policies in an account that does not exist.
const ignoredOfTests = [...ignored, "W9013"];
const templates = folders.flatMap(({ path, ofTests }) => {
  const names = readdirSync(path).filter((name) => name.endsWith(".template.json"));
  if (names.length === 0) {
    console.error(`There is no template in ${path}.`);
    process.exit(1);
  }
  return names.sort().map((name) => ({ file: join(path, name), ids: ofTests ? ignoredOfTests : ignored }));
});
const engine = new RegoEngine();
let faults = 0;
for (const { file, ids } of templates) {
  const config = { strict: true, severityLevel: "WARN", exclude: { ids } };
  for (const found of engine.validateStandard(new TemplateFile(file), config).diagnostics) {
    faults++;
    const { severity, ruleId, entity, propertyPath, message } = found;
    console.error(`${file}: ${severity} ${ruleId} ${entity?.logicalId ?? ""} ${propertyPath ?? ""}: ${message}`);
  }
}
engine.free();
process.exit(faults > 0 ? 1 : 0);
