// Makes the pictures in docs/images again: node runs/web/screenshots.mjs, with Chromium on the PATH or in CHROMIUM. It needs nothing else
// but a built command line; it starts its own sandbox and stops it.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const images = join(root, "docs/images");
const NAMES = ["chromium", "chromium-browser", "google-chrome"];

const program = process.env.CHROMIUM ?? NAMES.find((name) => spawnSync(name, ["--version"]).status === 0);
if (!program) {
  console.error(`No browser found: none of ${NAMES.join(", ")} is on the PATH. Set CHROMIUM to one.`);
  process.exit(1);
}
const executablePath = program.includes("/") ? program : spawnSync("sh", ["-c", `command -v ${program}`], { encoding: "utf8" }).stdout.trim();

const sandbox = spawn(join(root, "connector"), ["sandbox", "--port", "0", "--speed", "virtual", "--json"], { stdio: ["ignore", "pipe", "inherit"] });
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
const temporary = mkdtempSync(join(tmpdir(), "screenshots-"));

/** The address that the sandbox prints in its first line. */
const address = async () => {
  for await (const line of createInterface({ input: sandbox.stdout })) return JSON.parse(line).endpoint;
  throw new Error("The sandbox did not start.");
};

const pageOf = async (url, height) => {
  const page = await browser.newPage({ viewport: { width: 1280, height }, colorScheme: "light" });
  await page.goto(url);
  return page;
};

try {
  mkdirSync(images, { recursive: true });
  const url = await address();
  sandbox.stdout.resume();

  const room = await pageOf(`${url}/`, 1000);
  await room.locator('.scenarios input[value="renewed-secret"]').click();
  await room.getByRole("button", { name: "Start", exact: true }).click();
  await room.locator("h1", { hasText: "The key store is connected" }).waitFor();
  await room.screenshot({ path: join(images, "rehearsal-room.png") });

  const report = join(temporary, "report.html");
  writeFileSync(report, await (await fetch(`${url}/_sandbox/report?run=run-1`)).text());
  const shown = await pageOf(pathToFileURL(report).href, 1100);
  await shown.locator(".graph .end").waitFor();
  const chart = await shown.locator(".chart").boundingBox();
  const clip = { x: 0, y: 0, width: 1280, height: Math.ceil(chart.y + chart.height) + 24 };
  await shown.screenshot({ path: join(images, "report.png"), fullPage: true, clip });
} finally {
  await browser.close();
  sandbox.kill("SIGTERM");
  rmSync(temporary, { recursive: true });
}
