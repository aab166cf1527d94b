// Writes the second column of answers.tsv: what jsonata answers to the expressions in the first.
// In the folder statemachine:
//   npm install --no-save --prefix target/jsonata jsonata@2.0.6
//   node src/test/resources/jsonata/answers.mjs
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

process.env.TZ = "UTC";
const home = dirname(fileURLToPath(import.meta.url));
const jsonata = createRequire(resolve("target/jsonata/package.json"))("jsonata");
const states = { input: JSON.parse(readFileSync(join(home, "input.json"), "utf8")) };

const isFunction = (value) =>
  typeof value === "function" ||
  (value !== null &&
    typeof value === "object" &&
    (value._jsonata_lambda || value._jsonata_function || Object.values(value).some(isFunction)));

// JSON has neither infinity nor NaN; Step Functions writes them as strings.
const finite = (_, value) =>
  typeof value === "number" && !Number.isFinite(value) ? String(value) : value;

async function answer(expression) {
  try {
    const value = await jsonata(expression).evaluate(undefined, structuredClone({ states, v: 5 }));
    if (value === undefined) return "nothing";
    return isFunction(value) ? "function" : JSON.stringify(value, finite);
  } catch (error) {
    return `error ${error.code ?? error.name}`;
  }
}

const file = join(home, "answers.tsv");
const rows = [];
for (const line of readFileSync(file, "utf8").trimEnd().split("\n")) {
  const [expression, , ...runner] = line.split("\t");
  const isExpression = line !== "" && !line.startsWith("#");
  rows.push(isExpression ? [expression, await answer(expression), ...runner].join("\t") : line);
}
writeFileSync(file, rows.join("\n") + "\n");
