// What must hold of the report in a browser. REPORTS is a folder with pages.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, test } from "node:test";
import { open as openUrl, violations } from "./browser.mjs";

const open = (name, options) => openUrl(pathToFileURL(join(process.env.REPORTS, `${name}.html`)).href, options);
const texts = (page, selector) => page.locator(selector).allTextContents();
const visited = async (page) => (await page.locator(".graph .seen").evaluateAll((states) => states.map((s) => s.getAttribute("aria-label").split(":")[0]))).sort();
const unfold = (page) => page.evaluate(() => document.querySelectorAll("summary").forEach((summary) => summary.click()));

describe("a run that succeeds", () => {
  test("is told in words, drawn, and asks nobody for anything", async () => {
    const { page, complaints, elsewhere } = await open("renewed-secret");
    assert.equal(await page.locator("h1").innerText(), "✓\nThe key store is connected".replace("\n", ""));
    assert.match(await page.title(), /^The key store is connected · /);
    assert.deepEqual(await visited(page), [
      "Begin",
      "Check key store and HSMs",
      "Connect",
      "Connected",
      "Disconnect",
      "Find key store",
      "Prove update",
      "Recall",
      "Time for another look?",
      "Update",
      "Wait",
      "What next?",
      "Write down",
    ]);
    assert.match(await page.locator(".graph .end").getAttribute("aria-label"), /^Connected: entered once; the run ended here/);
    assert.deepEqual(await texts(page, ".chart .name"), ["Connection state", "Active HSMs", "Attempts", "Actions", "Faults", "People", "World"]);
    assert.equal(await page.locator(".chart .segment.connecting").count(), 1);
    assert.deepEqual(await texts(page, ".decisions strong"), ["Disconnect", "Wait", "Update", "Connect", "Wait", "Connected"]);
    assert.match(await page.locator("#calls + table").innerText(), /KMS ConnectCustomKeyStore\s+1/);
    assert.equal(await page.locator("#remembered").count(), 0);
    assert.match(await page.locator("#cost + dl").innerText(), /Transitions\s+101\s+Function calls\s+33\s+On AWS\s+about US\$ 0\.0026/);
    await unfold(page);
    assert.match((await texts(page, "pre")).join(), /Permission is hereby granted/);
    assert.deepEqual(complaints, []);
    assert.deepEqual(elsewhere(), []);
  });
});

describe("a run that fails", () => {
  test("says what to do, and shows the faults and the people", async () => {
    const { page, complaints } = await open("last-hsm-dies-while-connecting");
    assert.match(await page.locator("h1").innerText(), /A person is needed: INSUFFICIENT_CLOUDHSM_HSMS/);
    assert.match(await page.locator(".to-do").innerText(), /What to do now[\s\S]*HSM[\s\S]*docs\/runbook\.md#insufficient_cloudhsm_hsms/);
    assert.match(await page.locator(".graph .end").getAttribute("aria-label"), /^Needs a person/);
    assert.match(await page.locator(".chart .person").getAttribute("aria-label"), /01:40: Someone deletes an HSM/);
    assert.match(await page.locator(".chart .fault").getAttribute("aria-label"), /04:00: The connect fails: INSUFFICIENT_CLOUDHSM_HSMS/);
    await unfold(page);
    assert.match((await texts(page, "caption")).join(), /Connection state.*Active HSMs.*Attempts.*Actions.*Faults.*People/);
    assert.deepEqual(complaints, []);
  });
});

describe("a run that leaves something to remember", () => {
  test("says what the journal knows for later runs", async () => {
    const { page, complaints } = await open("invalid-credentials-no-secret");
    assert.match(await page.locator("section:has(#remembered) dl").innerText(), /Logins\s+1 of 2 used; a third requires a new version of the secret/);
    assert.deepEqual(complaints, []);
  });
});

describe("a run of which there is only the history", () => {
  test("shows what the run saw, and says that the calls are not known", async () => {
    const { page, complaints } = await open("history");
    assert.deepEqual(await texts(page, ".chart .name"), ["Connection state", "Active HSMs", "Attempts", "Actions", "Faults"]);
    assert.equal(await page.locator(".chart .segment.connected").count(), 2);
    assert.match(await page.locator("#calls + p").innerText(), /does not show the calls/);
    assert.deepEqual(complaints, []);
  });
});

describe("the keyboard", () => {
  test("reaches the marks of graph and chart, walks among them, and what they mean is told", async () => {
    const { page } = await open("renewed-secret");
    const here = () => page.evaluate(() => document.activeElement.getAttribute("aria-label"));
    const tabTo = async (pattern) => {
      for (let i = 0; i < 30; i++) {
        await page.keyboard.press("Tab");
        if (pattern.test((await here()) ?? "")) return;
      }
      assert.fail(`Tab does not reach ${pattern}`);
    };
    await tabTo(/^Begin/);
    // Find key store and Recall come before it.
    for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
    assert.match(await here(), /^Check key store and HSMs: entered 28 times/);
    assert.match((await texts(page, ".note"))[0], /^Check key store and HSMs: entered 28 times/);
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    assert.match(await here(), /^Check key store and HSMs/, "drawing anew leaves the keyboard where it is");
    await tabTo(/^00:00: Disconnect/);
    await page.keyboard.press("End");
    assert.match((await texts(page, ".note"))[1], /CONNECTED now/);
  });
});

describe("a text that looks like a script", () => {
  test("is shown as it is, and nothing of it runs", async () => {
    const { page, complaints, elsewhere } = await open("hostile");
    assert.equal(await page.evaluate(() => globalThis.ran), undefined);
    assert.match(await page.locator(".kicker strong").innerText(), /^<\/script><img src=x onerror="globalThis\.ran=1">/);
    assert.match(await page.locator(".outcome dl").innerText(), /<img src=x/);
    assert.match(await page.title(), /<\/title><script>/);
    assert.equal(await page.locator("img").count(), 0);
    assert.deepEqual(complaints, []);
    assert.deepEqual(elsewhere(), []);
  });
});

for (const name of ["renewed-secret", "last-hsm-dies-while-connecting", "bad-input-unknown-field"]) {
  describe(name, () => {
    for (const colorScheme of ["light", "dark"]) {
      test(`has no serious barrier, folds open, ${colorScheme}`, async () => {
        const { page } = await open(name, { colorScheme, reducedMotion: "reduce" });
        await unfold(page);
        assert.deepEqual(await violations(page), []);
        const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        assert.equal(paper, colorScheme === "dark" ? "rgb(16, 20, 24)" : "rgb(255, 255, 255)");
      });
    }

    test("does not scroll sideways at 400 pixels", async () => {
      const { page, complaints } = await open(name, { viewport: { width: 400, height: 800 } });
      await unfold(page);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 400);
      assert.deepEqual(complaints, []);
    });

    test("prints on A4, its drawings as wide as the paper", async () => {
      const { page } = await open(name);
      await page.emulateMedia({ media: "print" });
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      assert.equal(await page.locator(".chart").getAttribute("width"), "676");
      assert.equal(await page.locator(".note").first().isVisible(), false);
      assert.ok((await page.pdf({ preferCSSPageSize: true })).length > 10_000);
    });
  });
}

describe("a run of hundreds of faults", () => {
  test("gathers them into few marks, in a page that is still small", async () => {
    const { page, complaints } = await open("connect-throttled-for-ever", { viewport: { width: 400, height: 800 } });
    assert.match(await page.locator(".chart .fault").first().getAttribute("aria-label"), /ThrottlingException: Rate exceeded \(\d+ times\)/);
    assert.ok((await page.locator(".chart .fault").count()) < 10);
    assert.deepEqual(await texts(page, ".decisions strong"), ["Connect", "Call for a person"]);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 400);
    assert.ok(readFileSync(join(process.env.REPORTS, "connect-throttled-for-ever.html")).length < 700_000);
    assert.deepEqual(complaints, []);
  });
});

describe("without JavaScript", () => {
  test("the outcome can be read", async () => {
    const { page } = await open("last-hsm-dies-while-connecting", { javaScriptEnabled: false });
    assert.match(await page.locator("noscript").innerText(), /A person is needed: INSUFFICIENT_CLOUDHSM_HSMS/);
  });
});
