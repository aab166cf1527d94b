// Checks every *.asl.json of a folder with asl-validator: node validate.mjs [FOLDER].
// Installs it first if the lock file is newer than what is installed.
import { spawnSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const home = dirname(fileURLToPath(import.meta.url));
const folder = resolve(process.argv[2] ?? home);

const changed = (file) => statSync(join(home, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
const run = (command, args) => {
  const { status, error } = spawnSync(command, args, { cwd: home, stdio: ["ignore", "ignore", "inherit"] });
  if (error) console.error(`${command}: ${error.message}`);
  if (status !== 0) process.exit(1);
};

const definitions = readdirSync(folder)
  .filter((name) => name.endsWith(".asl.json"))
  .sort()
  .flatMap((name) => ["--json-path", join(folder, name)]);

if (changed("node_modules/.package-lock.json") < changed("package-lock.json")) {
  run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
}
if (definitions.length > 0) {
  run(process.execPath, ["node_modules/asl-validator/dist/bin/asl-validator.js", ...definitions]);
}
