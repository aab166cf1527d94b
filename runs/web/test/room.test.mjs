// What must hold of the rehearsal room in a browser. VIRTUAL and LIVE are two sandboxes, one in virtual time and one with a clock on the
// wall; what is downloaded goes to the folder DOWNLOADS.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, test } from "node:test";
import { grouped } from "../src/room/groups.js";
import { copied, crossings, everything, open, overlaps, violations } from "./browser.mjs";

const { VIRTUAL, LIVE, DOWNLOADS } = process.env;

const room = async (url, options) => {
  const opened = await open(`${url}/`, options);
  await opened.page.locator(".scenarios summary").first().waitFor();
  return opened;
};

const press = (page, name) => page.getByRole("button", { name, exact: true }).click();
const choose = async (page, scenario) => {
  await page.getByRole("searchbox").fill(scenario);
  await page.locator(`.scenarios input[value="${scenario}"]`).click();
};
const outcome = (page, text) => page.locator("h1", { hasText: text }).waitFor();
const ask = async (url, path, options) => (await fetch(`${url}/_sandbox/${path}`, options)).json();

const starts = (answer) => answer.request().method() === "POST" && answer.url().endsWith("/_sandbox/runs");

/** Presses a button that starts a run, and sees how it ends: it, and not the one before. */
const play = async (page, button, text) => {
  const [answer] = await Promise.all([page.waitForResponse(starts), press(page, button)]);
  const { name } = await answer.json();
  await page.locator(`a[href="/_sandbox/scenario-file?run=${name}"]`).waitFor();
  await outcome(page, text);
};

const titleOf = async (scenario) => (await ask(VIRTUAL, "scenarios")).scenarios.find(({ name }) => name === scenario).title;

const loaded = async (page, scenario) => {
  await choose(page, scenario);
  await press(page, "Load its world without a run");
  await page.getByText("✓ Loaded.").waitFor();
  await outcome(page, await titleOf(scenario));
};

/** Presses a link that saves a file; returns where it was put, under which name if none is given. */
const saved = async (page, name, as) => {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name }).click()]);
  const file = join(DOWNLOADS, as ?? download.suggestedFilename());
  await download.saveAs(file);
  return file;
};

describe("before a run", () => {
  test("the middle shows the graph, and one button of the page starts a run", async () => {
    const { page, complaints } = await room(VIRTUAL);
    await loaded(page, "start-disconnected");
    assert.equal(await page.locator("main .graph .state").count(), 21);
    assert.deepEqual(await page.getByRole("button", { name: /^(start|run|play)/i }).allInnerTexts(), ["Start"]);
    assert.deepEqual(await overlaps(page, "main .graph .state :is(rect, polygon)"), []);
    assert.deepEqual(await crossings(page), []);
    await play(page, "Start", "The key store is connected");
    assert.deepEqual(complaints, []);
  });

  test("a scenario can be looked at without losing the run that is there", async () => {
    const { page } = await room(VIRTUAL);
    await choose(page, "start-disconnected");
    await play(page, "Start", "The key store is connected");
    await choose(page, "no-hsm");
    await outcome(page, await titleOf("no-hsm"));
    await press(page, "Back to the run");
    await outcome(page, "The key store is connected");
  });

  test("every scenario is in one group of a size that can be read", async () => {
    const { scenarios } = await ask(VIRTUAL, "scenarios");
    const groups = grouped(scenarios);
    assert.deepEqual(groups.flatMap((group) => group.scenarios.map(({ name }) => name)).sort(), scenarios.map(({ name }) => name).sort());
    for (const { title, scenarios: members } of groups) {
      assert.notEqual(title, "Others", `src/room/groups.js has no group for ${members.map(({ name }) => name)}`);
      assert.ok(members.length <= 40, `${title}: ${members.length}`);
    }
  });

  test("the page says how a terminal reaches the sandbox, to be copied", async () => {
    const { page } = await room(VIRTUAL);
    await loaded(page, "start-disconnected");
    await page.getByRole("button", { name: "Copy the variables" }).click();
    await page.getByRole("button", { name: "Copy the command: Start a run and follow it" }).click();
    const [variables, command] = await copied(page);
    const { environment } = await ask(VIRTUAL, "account");
    assert.equal(variables, Object.entries(environment).map(([name, value]) => `export ${name}=${value}`).join("\n"));
    assert.ok(variables.includes(`export AWS_ENDPOINT_URL_KMS=${VIRTUAL}`), variables);
    assert.equal(command, `./connector start --request {"customKeyStoreName":"payments"}`, "the line that the sandbox writes");
  });
});

describe("a scenario", () => {
  test("is found, started, drawn and told in words, and nobody else is asked for anything", async () => {
    const { page, complaints, elsewhere } = await room(VIRTUAL);
    await page.getByRole("searchbox").fill("secret new password");
    assert.ok((await page.locator(".scenarios input").count()) < 30);
    await choose(page, "renewed-secret");
    await play(page, "Start", "The key store is connected");
    assert.match(await page.locator(".graph .end").getAttribute("aria-label"), /^Connected: entered once; the run ended here/);
    assert.match((await page.locator(".chart .segment.connected").first().getAttribute("aria-label")) ?? "", /CONNECTED$/);
    assert.match(await page.locator(".unseen[role=status]").innerText(), /^The key store is connected\. payments is CONNECTED\.$/);
    assert.match(await page.locator(".log").innerText(), /CONNECTED now/);
    await page.getByText("1 version; a run has sent the current one to KMS").waitFor();
    assert.deepEqual(complaints, []);
    assert.deepEqual(elsewhere(), []);
  });

  test("that fails says what to do", async () => {
    const { page, complaints } = await room(VIRTUAL);
    await choose(page, "invalid-credentials-no-secret");
    await play(page, "Start", "A person is needed: INVALID_CREDENTIALS");
    assert.match(await page.locator(".to-do").innerText(), /What to do now[\s\S]*kmsuser/);
    assert.deepEqual(complaints, []);
  });
});

describe("a person", () => {
  test("who resets the password changes how the next run ends, which can be taken away and played again", async () => {
    const { page, complaints } = await room(VIRTUAL);
    await choose(page, "invalid-credentials-stale-secret");
    await play(page, "Start", "STALE_SECRET");
    await loaded(page, "invalid-credentials-stale-secret");
    await press(page, "Reset the password, also in the secret");
    await page.getByText("2 versions; no run has sent the current one to KMS").waitFor();
    await play(page, "Start", "The key store is connected");
    await saved(page, "Save as a scenario file", "password-reset.json");
    assert.deepEqual(complaints, []);
  });

  test("plans a fault, and a report tells of it that needs nothing else", async () => {
    const { page } = await room(VIRTUAL);
    await loaded(page, "start-disconnected");
    await press(page, "Plan it");
    await page.getByText("of DescribeCustomKeyStores, 3 left").waitFor();
    await play(page, "Start", "The key store is connected");
    await saved(page, "Save as a scenario file", "throttled.json");
    const file = await saved(page, "Save as a report");
    assert.match(basename(file), /^rehearsal-payments-connected-\d{8}T\d{6}Z\.html$/);
    const url = pathToFileURL(file).href;
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
    await page.getByText("The request", { exact: true }).click();
    await page.getByLabel("Request", { exact: true }).fill("{");
    await press(page, "Start");
    await page.getByRole("alert").getByText("The request is not JSON").waitFor();
  });

  test("sees what a button did above the button, and beside it", async () => {
    const { page } = await room(VIRTUAL);
    await loaded(page, "start-connected");
    const cluster = page.getByRole("region", { name: "cluster-payments234", exact: true });
    await cluster.getByText("ACTIVE; 2 active HSMs").waitFor();
    await page.getByRole("button", { name: /^Kill HSM 1/ }).click();
    await cluster.getByText("ACTIVE; 1 active HSM, DELETE_IN_PROGRESS").waitFor();
    await cluster.getByRole("status").getByText(/^✓ Done at \d\d:\d\d\.$/).waitFor();
    await page.getByRole("region", { name: "kmsuser in it" }).getByRole("button", { name: "Log in" }).click();
    await page.getByRole("region", { name: "kmsuser in it" }).getByText("is logged in").waitFor();
  });

  test("watches a run, disturbs it and stops it, and whoever else looks sees it as well", async () => {
    const { page, complaints } = await room(LIVE);
    const { page: other } = await room(LIVE);
    await choose(page, "start-disconnected");
    await press(page, "Start");
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
      for (const code of everything ? codes : codes.slice(-2)) {
        await form.getByLabel("Error code").selectOption(code);
        await press(page, "Build this world");
        await page.locator(".right").getByText(`FAILED, ${code}`, { exact: true }).waitFor();
      }
    }
    assert.deepEqual(complaints, []);
  });

  async function builder() {
    const { page, complaints } = await room(VIRTUAL);
    await press(page, "Build a world");
    const run = async (text) => {
      await Promise.all([page.waitForResponse((answer) => answer.url().endsWith("/_sandbox/scenario")), press(page, "Build this world")]);
      await page.locator(".kicker", { hasText: "Not started yet" }).waitFor();
      await play(page, "Start", text);
    };
    return { form: page.locator("#play"), run, complaints };
  }

  test("ends as its parts say", async () => {
    const { form, run, complaints } = await builder();
    await run("The key store is connected");
    await form.getByLabel("Secret", { exact: true }).selectOption("WRONG");
    await run("A person is needed: INVALID_CREDENTIALS");
    assert.deepEqual(complaints, []);
  });

  test("has a request, HSMs, an external key store and faults", { skip: !everything }, async () => {
    const { form, run, complaints } = await builder();
    await form.getByLabel("Secret", { exact: true }).selectOption("WRONG");
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

const looks = [
  [1280, "dark"],
  [400, "light"],
  ...(everything ? [[1280, "light"], [400, "dark"]] : []),
];
for (const [width, colorScheme] of looks) {
  test(`at ${width} pixels, ${colorScheme}, it has no barrier and does not scroll sideways`, async () => {
    const { page } = await room(VIRTUAL, { viewport: { width, height: 900 }, colorScheme, reducedMotion: "reduce" });
    await choose(page, "invalid-credentials-no-secret");
    assert.deepEqual(await violations(page), [], "before the run");
    await play(page, "Start", "A person is needed");
    assert.deepEqual(await violations(page), []);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
    await press(page, "Build a world");
    assert.deepEqual(await violations(page), [], "with a world to build");
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
  });
}

test("with the keyboard alone a scenario is chosen and started", async () => {
  const { page } = await room(VIRTUAL);
  await page.getByRole("searchbox").focus();
  await page.keyboard.type("permission to describe");
  const here = () => page.evaluate(() => document.activeElement.value ?? document.activeElement.textContent);
  const tabTo = async (wanted) => {
    for (let i = 0; i < 60 && (await here()) !== wanted; i++) await page.keyboard.press("Tab");
    assert.equal(await here(), wanted);
  };
  await tabTo("access-denied-describe");
  await page.keyboard.press("Space");
  await outcome(page, await titleOf("access-denied-describe"));
  const started = () => page.evaluate(() => document.activeElement.textContent === "Start");
  for (let i = 0; i < 60 && !(await started()); i++) await page.keyboard.press("Tab");
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
