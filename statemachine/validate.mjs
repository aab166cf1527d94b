// Checks every *.asl.json of a folder with asl-validator: node validate.mjs [FOLDER].
// Installs it first if the lock file is newer than what is installed.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const home = dirname(fileURLToPath(import.meta.url));
const folder = resolve(process.argv[2] ?? home);

const changed = (file) => statSync(join(home, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
if (changed("node_modules/.package-lock.json") < changed("package-lock.json")) {
  const { status, error } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: home,
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (error) console.error(`npm: ${error.message}`);
  if (status !== 0) process.exit(1);
}

const validate = createRequire(import.meta.url)("asl-validator");

// It knows placeholders everywhere but in an ARN.
const deployed = (definition) => definition.replaceAll("${Partition}", "aws");

for (const name of readdirSync(folder).filter((name) => name.endsWith(".asl.json")).sort()) {
  const result = validate(JSON.parse(deployed(readFileSync(join(folder, name), "utf8"))));
  if (!result.isValid) {
    console.error(`${name} is invalid:\n${result.errorsText()}`);
    process.exitCode = 1;
  }
}
