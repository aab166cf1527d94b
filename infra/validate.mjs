// Checks every *.template.json of some folders with CloudFormation's own rules: node validate.mjs FOLDER...
// Installs the checker first if the lock file is newer than what is installed.
import { spawnSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const home = dirname(fileURLToPath(import.meta.url));
const folders = process.argv.slice(2).map((folder) => resolve(folder));

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
const config = {
  strict: true,
  severityLevel: "WARN",
  // W3005: CDK makes a function wait for its role by name as well; that says the same twice and does no harm.
  // W2509: takes the parameter KeyStoreSecrets for a password; it holds names of secrets, which people must see.
  exclude: { ids: ["W3005", "W2509"] },
};
const templates = folders.map((folder) => {
  const names = readdirSync(folder).filter((name) => name.endsWith(".template.json"));
  if (names.length === 0) {
    console.error(`There is no template in ${folder}.`);
    process.exit(1);
  }
  return names.sort().map((name) => join(folder, name));
});
const engine = new RegoEngine();
let faults = 0;
for (const file of templates.flat()) {
  for (const found of engine.validateStandard(new TemplateFile(file), config).diagnostics) {
    faults++;
    const { severity, ruleId, entity, propertyPath, message } = found;
    console.error(`${file}: ${severity} ${ruleId} ${entity?.logicalId ?? ""} ${propertyPath ?? ""}: ${message}`);
  }
}
engine.free();
process.exit(faults > 0 ? 1 : 0);
