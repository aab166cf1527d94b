// The browser of the tests in this folder. CHROMIUM is its program.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, afterEach, before } from "node:test";
import { chromium } from "playwright-core";

/** Whether every page is looked at in every way, which takes longer than a build should. */
export const everything = process.env.PROOF === "true";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PATIENCE = 120_000;
const OPTIONS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const VIEWPORT = { width: 1280, height: 900 };

let browser;
// A browser needs three times as long for a new page as for another address in one that it has: tests take turns with pages.
const idle = [];
const inUse = [];

before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: OPTIONS, timeout: PATIENCE });
});

// A page that stays where it is keeps asking its server and drawing, beside all tests that follow.
afterEach(() => Promise.all(inUse.splice(0).map(leave)));

after(() => browser?.close());

const leave = async (taken) => {
  taken.page.removeAllListeners();
  await taken.page.emulateMedia({ media: null });
  await taken.page.goto("about:blank");
  idle.push(taken);
};

const pageOf = async (options) => {
  const kind = JSON.stringify(options);
  const found = idle.findIndex((each) => each.kind === kind);
  if (found >= 0) return idle.splice(found, 1)[0];
  const context = await browser.newContext(options);
  await context.addInitScript(() => {
    globalThis.copied = [];
    Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => globalThis.copied.push(text) } });
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  return { kind, page };
};

/** Opens an address in a page that no test uses now; what it asks for and what it complains about is written down. */
export const open = async (url, { viewport = VIEWPORT, ...options } = {}) => {
  const taken = await pageOf(options);
  inUse.push(taken);
  const { page } = taken;
  await page.setViewportSize(viewport);
  const complaints = [];
  const requests = [];
  page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("dialog", (dialog) => complaints.push(`dialog: ${dialog.message()}`));
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(url);
  return { page, complaints, elsewhere: () => requests.filter((request) => !request.startsWith(url) && !request.startsWith("data:")) };
};

/** What has been copied so far; the clipboard itself belongs to whoever runs the tests. */
export const copied = (page) => page.evaluate(() => globalThis.copied);

/** What a person with a disability would stumble over, as axe sees it, however small. */
export const violations = async (page) => {
  await page.evaluate(AXE);
  const { violations: found } = await page.evaluate(() => globalThis.axe.run());
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`);
};

/** Pairs of these elements of a page that lie on one another, by more than a pixel. */
export const overlaps = (page, selector) =>
  page.evaluate((selector) => {
    const boxes = [...document.querySelectorAll(selector)].map((element) => ({ name: element.textContent || element.outerHTML.slice(0, 80), box: element.getBoundingClientRect() }));
    const over = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
    return boxes.flatMap((a, i) => boxes.slice(i + 1).flatMap((b) => (over(a.box, b.box) ? [`${a.name} / ${b.name}`] : [])));
  }, selector);

/** Arrows of a graph that pass over a state that they neither leave nor reach, as far as they are drawn. */
export const crossings = (page, selector = ".graph .arrow path") =>
  page.evaluate((selector) => {
    const states = [...document.querySelectorAll(".graph .state")].map((state) => ({ name: state.querySelector("text").textContent, box: state.querySelector("rect, polygon").getBoundingClientRect() }));
    const inside = ({ x, y }, box) => x > box.left + 2 && x < box.right - 2 && y > box.top + 2 && y < box.bottom - 2;
    return [...document.querySelectorAll(selector)].flatMap((path) => {
      const toScreen = path.getScreenCTM();
      const length = path.getTotalLength();
      const points = Array.from({ length: 200 }, (_, i) => path.getPointAtLength((length * i) / 199).matrixTransform(toScreen));
      const ends = [points[0], points.at(-1)];
      const near = (box) => ends.some(({ x, y }) => x > box.left - 3 && x < box.right + 3 && y > box.top - 3 && y < box.bottom + 3);
      return states.filter(({ box }) => !near(box) && points.some((point) => inside(point, box))).map(({ name }) => `${path.parentElement.dataset.arrow} over ${name}`);
    });
  }, selector);
