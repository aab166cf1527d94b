// Builds pages of src/pages: node build.mjs FOLDER [PAGE...]; all of them if none is named. Each becomes one self-contained file.
// Does nothing if the pages are newer than all their sources; installs the libraries if the lock file is newer than what is installed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const home = dirname(fileURLToPath(import.meta.url));
const to = resolve(process.argv[2] ?? join(home, "dist"));
const all = readdirSync(join(home, "src/pages"))
  .filter((name) => name.endsWith(".jsx"))
  .map((name) => name.replace(/\.jsx$/, ""));
const pages = process.argv.length > 3 ? process.argv.slice(3) : all;

const changed = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
const sources = ["build.mjs", "package-lock.json", ...readdirSync(join(home, "src"), { recursive: true }).map((name) => join("src", name))];
const newest = Math.max(...sources.map((name) => changed(join(home, name))));
const oldest = Math.min(...pages.map((page) => changed(join(to, `${page}.html`))));
if (newest < oldest) process.exit(0);

if (changed(join(home, "node_modules/.package-lock.json")) < changed(join(home, "package-lock.json"))) {
  const npm = spawnSync("npm", ["ci", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: home,
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (npm.error) console.error(`npm: ${npm.error.message}`);
  if (npm.status !== 0) process.exit(1);
}
const { build } = await import("esbuild");

const bundled = (entry, options) =>
  build({
    absWorkingDir: home,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    legalComments: "none", // They are in the page as separate texts.
    charset: "utf8",
    target: "es2022",
    ...options,
  });

const packageOf = (name) => JSON.parse(readFileSync(join(home, "node_modules", name, "package.json"), "utf8"));

/** The packages that a bundle is made of, with those that they may include. */
const packages = (inputs) => {
  const found = new Set();
  const add = (name) => {
    if (!found.has(name)) {
      found.add(name);
      Object.keys(packageOf(name).dependencies ?? {}).forEach(add);
    }
  };
  Object.keys(inputs)
    .map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1])
    .filter(Boolean)
    .forEach(add);
  return [...found].sort();
};

const ALLOWED = ["MIT", "ISC", "Apache-2.0", "BSD-3-Clause"];

const licence = (name) => {
  const { version, license } = packageOf(name);
  const file = readdirSync(join(home, "node_modules", name)).find((f) => /^licen[cs]e/i.test(f));
  if (!ALLOWED.includes(license) || !file) {
    console.error(`${name} cannot be put into a page: its license is ${license}${file ? "" : ", without a text"}.`);
    process.exit(1);
  }
  return { name, version, licence: license, text: readFileSync(join(home, "node_modules", name, file), "utf8").trim() };
};

const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const inScript = (json) => JSON.stringify(json).replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);

const common = (await bundled("src/style.css", {})).outputFiles[0].text;
mkdirSync(to, { recursive: true });
for (const page of pages) {
  const { outputFiles, metafile } = await bundled(`src/pages/${page}.jsx`, {
    format: "iife",
    jsx: "automatic",
    jsxImportSource: "preact",
    outdir: to, // For the names of the outputs; a page that imports its own style has two.
  });
  const output = (ending) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? "";
  const style = (common + output(".css")).trim();
  const script = output(".js").trim().replaceAll("</script", "<\\/script");
  const parts = {
    policy: [
      "default-src 'none'",
      `script-src ${hash(script)}`,
      `style-src ${hash(style)}`,
      "img-src data:",
      "base-uri 'none'",
      "form-action 'none'",
    ].join("; "),
    style,
    licences: inScript(packages(metafile.inputs).map(licence)),
    script,
  };
  const html = readFileSync(join(home, `src/pages/${page}.html`), "utf8").replace(/\{\{(\w+)}}/g, (whole, name) => parts[name] ?? whole);
  writeFileSync(join(to, `${page}.html`), html);
}
