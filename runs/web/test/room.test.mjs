// What must hold of the rehearsal room in a browser. VIRTUAL and LIVE are two sandboxes, one in virtual time and one with a clock on the
// wall; what is downloaded goes to the folder DOWNLOADS.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, test } from "node:test";
import { open, violations } from "./browser.mjs";

const { VIRTUAL, LIVE, DOWNLOADS } = process.env;

const room = async (url, options) => {
  const opened = await open(`${url}/`, options);
  await opened.page.locator(".scenarios input").first().waitFor();
  return opened;
};

const press = (page, name) => page.getByRole("button", { name, exact: true }).click();
const choose = (page, scenario) => page.locator(`.scenarios input[value="${scenario}"]`).check();
const outcome = (page, text) => page.locator("h1", { hasText: text }).waitFor();
const ask = async (url, path, options) => (await fetch(`${url}/_sandbox/${path}`, options)).json();

/** Presses a button that starts a run, and sees how it ends: it, and not the one before. */
const play = async (page, button, text) => {
  const { runs } = await ask(VIRTUAL, "runs");
  await press(page, button);
  await page.locator(`a[href="/_sandbox/scenario-file?run=run-${runs.length + 1}"]`).waitFor();
  await outcome(page, text);
};

const loaded = async (page, scenario) => {
  await choose(page, scenario);
  await press(page, "Load its world only");
  await outcome(page, "No run yet");
};

/** Presses a link that saves a file; returns where it was put. */
const saved = async (page, name, as) => {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name }).click()]);
  const file = join(DOWNLOADS, as);
  await download.saveAs(file);
  return file;
};

describe("a scenario", () => {
  test("is found, started, drawn and told in words, and nobody else is asked for anything", async () => {
    const { page, complaints, elsewhere } = await room(VIRTUAL);
    await page.getByLabel("Search").fill("secret new password");
    assert.ok((await page.locator(".scenarios input").count()) < 30);
    await choose(page, "renewed-secret");
    await play(page, "Run this scenario", "The key store is connected");
    assert.match(await page.locator(".graph .end").getAttribute("aria-label"), /^Connected: entered once; the run ended here/);
    assert.match((await page.locator(".chart .segment.connected").first().getAttribute("aria-label")) ?? "", /CONNECTED$/);
    assert.match(await page.getByRole("status").innerText(), /^The key store is connected\. payments is CONNECTED\.$/);
    assert.match(await page.locator(".log").innerText(), /CONNECTED now/);
    await page.getByText("1 version; a run has sent the current one to KMS").waitFor();
    assert.deepEqual(complaints, []);
    assert.deepEqual(elsewhere(), []);
  });

  test("that fails says what to do", async () => {
    const { page, complaints } = await room(VIRTUAL);
    await choose(page, "invalid-credentials-no-secret");
    await play(page, "Run this scenario", "A person is needed: INVALID_CREDENTIALS");
    assert.match(await page.locator(".to-do").innerText(), /What to do now[\s\S]*kmsuser/);
    assert.deepEqual(complaints, []);
  });
});

describe("a person", () => {
  test("who resets the password changes how the next run ends, which can be taken away and played again", async () => {
    const { page, complaints } = await room(VIRTUAL);
    await choose(page, "invalid-credentials-stale-secret");
    await play(page, "Run this scenario", "STALE_SECRET");
    await loaded(page, "invalid-credentials-stale-secret");
    await press(page, "Reset the password, also in the secret");
    await page.getByText("2 versions; no run has sent the current one to KMS").waitFor();
    await play(page, "Start a run", "The key store is connected");
    await saved(page, "Save as a scenario file", "password-reset.json");
    assert.deepEqual(complaints, []);
  });

  test("plans a fault, and a report tells of it that needs nothing else", async () => {
    const { page } = await room(VIRTUAL);
    await loaded(page, "start-disconnected");
    await press(page, "Plan it");
    await page.getByText("of DescribeCustomKeyStores, 3 left").waitFor();
    await play(page, "Start a run", "The key store is connected");
    await saved(page, "Save as a scenario file", "throttled.json");
    const url = pathToFileURL(await saved(page, "Save as a report", "throttled.html")).href;
    const report = await open(url);
    await outcome(report.page, "The key store is connected");
    assert.match(await report.page.locator(".chart .fault").first().getAttribute("aria-label"), /Throttling/);
    assert.deepEqual(report.complaints, []);
    assert.deepEqual(report.elsewhere(), []);
  });

  test("who is refused is told so beside the button, until the next try", async () => {
    const { page } = await room(VIRTUAL);
    await loaded(page, "start-connected");
    const store = page.getByRole("region", { name: "Key store payments" });
    await press(page, "Disconnect it");
    await page.getByText("DISCONNECTING", { exact: true }).waitFor();
    await press(page, "Disconnect it");
    await store.getByText("CustomKeyStoreInvalidStateException").waitFor();
    await press(page, "Let 1 minute pass");
    await press(page, "Connect it");
    await page.getByText("CONNECTING", { exact: true }).waitFor();
    assert.equal(await store.getByRole("alert").innerText(), "");
    await page.getByLabel("Request", { exact: true }).fill("{");
    await press(page, "Start a run");
    await page.getByRole("alert").getByText("The request is not JSON").waitFor();
  });

  test("watches a run, disturbs it and stops it, and whoever else looks sees it as well", async () => {
    const { page, complaints } = await room(LIVE);
    const { page: other } = await room(LIVE);
    await choose(page, "start-disconnected");
    await press(page, "Run this scenario");
    await page.locator("h1", { hasText: "In progress" }).waitFor();
    await page.locator(".chart .segment.connecting").first().waitFor();
    await other.locator(".chart .segment.connecting").first().waitFor();
    await press(page, "2×");
    await page.getByRole("button", { name: "2×", exact: true, pressed: true }).waitFor();
    await page.getByRole("button", { name: /^Kill HSM 1/ }).click();
    await page.locator(".log .person").first().waitFor();
    await other.locator(".log .person").first().waitFor();
    assert.equal(await page.getByRole("link", { name: "Save as a scenario file" }).count(), 0);
    await press(page, "Stop the run");
    await outcome(page, "Stopped by someone");
    assert.deepEqual(complaints, []);
  });
});

describe("a world of one's own", () => {
  test("can be built with every error code of both kinds of key store", async () => {
    const { page, complaints } = await room(VIRTUAL);
    await press(page, "Build a world");
    const form = page.locator("#play");
    for (const kind of ["AWS_CLOUDHSM", "EXTERNAL_KEY_STORE"]) {
      await form.getByLabel("Key store type").selectOption(kind);
      const codes = await form.getByLabel("Error code").locator("option").allInnerTexts();
      assert.ok(codes.length >= 10);
      for (const code of codes) {
        await form.getByLabel("Error code").selectOption(code);
        await press(page, "Build it only");
        await page.locator(".right").getByText(`FAILED, ${code}`, { exact: true }).waitFor();
      }
    }
    assert.deepEqual(complaints, []);
  });

  test("ends as its parts say", async () => {
    const { page, complaints } = await room(VIRTUAL);
    await press(page, "Build a world");
    const form = page.locator("#play");
    const run = (text) => play(page, "Build it and start a run", text);
    await run("The key store is connected");
    await form.getByLabel("Secret", { exact: true }).selectOption("WRONG");
    await run("A person is needed: INVALID_CREDENTIALS");
    await form.getByLabel("dry run").check();
    await run("Dry run: nothing was changed");
    await form.getByLabel("dry run").uncheck();
    await form.getByLabel("Connection state").selectOption("DISCONNECTED");
    await form.getByLabel("HSMs", { exact: true }).fill("0");
    await run("A person is needed: NO_ACTIVE_HSM");
    await form.getByLabel("may add an HSM").check();
    await run("The key store is connected");
    await form.getByLabel("Key store type").selectOption("EXTERNAL_KEY_STORE");
    await form.getByLabel("Answers lost").fill("1");
    await form.getByLabel("Affected operation").selectOption("ConnectCustomKeyStore");
    await run("The key store is connected");
    await form.getByLabel("When disconnected").selectOption("LEAVE");
    await run("Left disconnected, as the request says");
    assert.deepEqual(complaints, []);
  });
});

for (const [width, colorScheme] of [
  [1280, "light"],
  [1280, "dark"],
  [400, "light"],
  [400, "dark"],
]) {
  test(`at ${width} pixels, ${colorScheme}, it has no serious barrier and does not scroll sideways`, async () => {
    const { page } = await room(VIRTUAL, { viewport: { width, height: 900 }, colorScheme, reducedMotion: "reduce" });
    await choose(page, "invalid-credentials-no-secret");
    await play(page, "Run this scenario", "A person is needed");
    assert.deepEqual(await violations(page), []);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
    await press(page, "Build a world");
    if (width < 1000) assert.deepEqual(await violations(page), []);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
  });
}

test("with the keyboard alone a scenario is chosen and started", async () => {
  const { page } = await room(VIRTUAL);
  await page.getByLabel("Search").focus();
  await page.keyboard.type("permission to describe");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  const here = () => page.evaluate(() => document.activeElement.textContent);
  for (let i = 0; i < 5 && (await here()) !== "Run this scenario"; i++) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await outcome(page, "AccessDenied");
});

test("a page from elsewhere can neither drive the sandbox nor frame it", async () => {
  const server = createServer((request, answer) => answer.setHeader("Content-Type", "text/html").end("<!doctype html><iframe></iframe>"));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    for (const host of ["127.0.0.1", "localhost"]) {
      const before = (await ask(VIRTUAL, "runs")).runs.length;
      const { page } = await open(`http://${host}:${server.address().port}/`);
      await page.evaluate((url) => fetch(`${url}/_sandbox/runs`, { method: "POST", mode: "no-cors", body: "{}" }), VIRTUAL);
      assert.equal((await ask(VIRTUAL, "runs")).runs.length, before);
      const read = page.evaluate((url) => fetch(`${url}/_sandbox/state`).then((answer) => answer.text()), VIRTUAL);
      await assert.rejects(read, /Failed to fetch/);
      await page.evaluate((url) => {
        const frame = document.querySelector("iframe");
        return new Promise((resolve) => {
          frame.onload = resolve;
          frame.src = `${url}/`;
        });
      }, VIRTUAL);
      assert.equal(await page.frames().at(-1).locator("#page").count(), 0);
    }
  } finally {
    server.close();
  }
});
