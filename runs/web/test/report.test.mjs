// What must hold of the report in a browser. REPORTS is a folder with pages.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, test } from "node:test";
import { copied, crossings, everything, open as openUrl, overlaps, violations } from "./browser.mjs";

const open = (name, options) => openUrl(pathToFileURL(join(process.env.REPORTS, `${name}.html`)).href, options);
const texts = (page, selector) => page.locator(selector).allTextContents();
const visited = async (page) => (await page.locator(".graph .seen").evaluateAll((states) => states.map((s) => s.getAttribute("aria-label").split(":")[0]))).sort();
const unfold = (page) => page.evaluate(() => document.querySelectorAll("summary").forEach((summary) => summary.click()));

describe("a run that succeeds", () => {
  test("is told in words, drawn, and asks nobody for anything", async () => {
    const { page, complaints, elsewhere } = await open("renewed-secret");
    assert.equal(await page.locator("h1").innerText(), "✓\nThe key store is connected".replace("\n", ""));
    assert.equal(await page.title(), "payments: The key store is connected (rehearsal)");
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
    assert.deepEqual(await texts(page, ".chart .name"), ["Connection state", "Active HSMs", "Attempts", "Actions", "World"]);
    assert.match(await page.locator("section:has(#time) > .quiet").innerText(), /Without anything to show: faults and people\./);
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
    assert.match(await page.locator(".to-do").innerText(), /What to do now[\s\S]*HSM[\s\S]*The runbook about INSUFFICIENT_CLOUDHSM_HSMS/);
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
    assert.deepEqual(await texts(page, ".chart .name"), ["Connection state", "Active HSMs", "Attempts", "Actions"]);
    assert.match(await page.locator("section:has(#time) > .quiet").innerText(), /Without anything to show: faults\.$/);
    assert.ok((await page.locator('[aria-label="Connection state"] .segment.connected').count()) > 0);
    assert.match(await page.locator("#calls + p").innerText(), /does not show the calls/);
    assert.deepEqual(complaints, []);
  });
});

describe("whoever gets a report", () => {
  test("sees that it is of a rehearsal, or at which address it was made, or nothing if it was made in AWS", async () => {
    const banner = async (name) => texts((await open(name)).page, ".banner");
    assert.deepEqual(await banner("renewed-secret"), ["Rehearsal. AWS was emulated on one machine; nothing real was touched."]);
    assert.deepEqual(await banner("at-an-endpoint"), ["Not at AWS's own addresses. All services were called at http://127.0.0.1:4566."]);
    assert.deepEqual(await banner("history"), []);
  });

  test("finds where it ran, with what, and when the page was made", async () => {
    const { page } = await open("deployed");
    const facts = await page.locator("section:has(#origin) dl").innerText();
    assert.match(facts, /Run\s+arn:aws:states:[a-z0-9-]+:\d{12}:execution:\S+/);
    assert.match(facts, /Account\s+\d{12}[\s\S]*Region\s+[a-z]+-[a-z]+-\d/);
    assert.match(facts, /Began\s+\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\s+Page made\s+2026-01-15 03:30:00 UTC\s+Release of the functions\s+(\d+\.\d+\.\d+\S*)\s+Release of this page\s+\1$/);
    assert.equal(await page.getByRole("link", { name: "the run in the console" }).getAttribute("href"), "https://console.example.com/run");
  });

  test("copies a command, whole, with one press", async () => {
    const { page } = await open("deployed");
    await page.getByRole("button", { name: "Copy the command: See what is wrong now" }).click();
    await page.getByText("Copied").waitFor();
    await page.getByRole("button", { name: "Copy the ARN of the run" }).click();
    const [command, arn] = await copied(page);
    assert.equal(command, "./connector diagnose payments --region eu-central-1");
    assert.match(arn, /^arn:aws:states:/);
  });

  test("is led to the entry of the deployment's runbook, or of the public one of this version", async () => {
    const entry = async (name) => (await open(name)).page.locator(".to-do a").getAttribute("href");
    assert.equal(await entry("deployed"), "https://wiki.example.com/runbook#insufficient_cloudhsm_hsms");
    assert.match(await entry("last-hsm-dies-while-connecting"), /^https:\/\/\S+\/blob\/(main|v[\d.]+)\/docs\/runbook\.md#insufficient_cloudhsm_hsms$/);
  });

  test("reads in the summary what was done", async () => {
    const { page } = await open("renewed-secret");
    assert.match(await page.locator(".outcome dl").last().innerText(), /Done\s+00:00 Disconnect, 00:20 Update, 00:20 Connect/);
    const { page: nothing } = await open("bad-input-unknown-field");
    assert.match(await nothing.locator(".outcome dl").last().innerText(), /Done\s+nothing was changed/);
    const { page: again } = await open("connect-throttled-for-ever");
    assert.match(await again.locator(".outcome dl").last().innerText(), /Done\s+00:00 to 19:\d\d Connect \(failed\) \d+ times\n/);
  });
});

describe("the keyboard", () => {
  const here = (page) => page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  const tabTo = async (page, pattern) => {
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press("Tab");
      if (pattern.test((await here(page)) ?? "")) return;
    }
    assert.fail(`Tab does not reach ${pattern}`);
  };

  test("stops once in the graph and once in each lane of the chart", async () => {
    const { page } = await open("renewed-secret");
    const stops = [];
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press("Tab");
      stops.push(await page.evaluate(() => document.activeElement.closest("[data-marks]")?.getAttribute("aria-label")));
    }
    // After the last one it begins again.
    const round = stops.filter(Boolean);
    assert.deepEqual(round.slice(0, round.indexOf("States", 1)), ["States", "Connection state", "Active HSMs", "Attempts", "Actions", "World"]);
  });

  test("walks among the marks, and what they mean is told", async () => {
    const { page } = await open("renewed-secret");
    await tabTo(page, /^Begin/);
    // Find key store and Recall come before it.
    for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
    assert.match(await here(page), /^Check key store and HSMs: entered 28 times/);
    assert.match((await texts(page, ".note"))[0], /^Check key store and HSMs: entered 28 times/);
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    assert.match(await here(page), /^Check key store and HSMs/, "drawing anew leaves the keyboard where it is");
    await tabTo(page, /: FAILED/);
    await page.keyboard.press("End");
    assert.match((await texts(page, ".note"))[1], /CONNECTED$/);
    await page.keyboard.press("ArrowDown");
    assert.match(await here(page), /active HSMs$/);
    await page.keyboard.press("ArrowUp");
    assert.match(await here(page), /: CONNECTED$/, "the mark that had the focus last");
  });

  test("comes back to the mark that it left", async () => {
    const { page } = await open("renewed-secret");
    await tabTo(page, /^Begin/);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Shift+Tab");
    assert.match(await here(page), /^Find key store/);
  });
});

/** The widths of a desktop, of an A4 page and of a telephone. */
const WIDTHS = [1280, 676, 400];

describe("the chart", () => {
  for (const width of WIDTHS) {
    test(`shows and names every state at ${width} pixels, also one that did not last`, async () => {
      const { page } = await open("renewed-secret", { viewport: { width, height: 900 } });
      const lane = page.locator('.chart [data-marks][aria-label="Connection state"]');
      await lane.scrollIntoViewIfNeeded();
      const visible = await lane.locator(".segment rect").evaluateAll((rects) =>
        rects.map((rect) => {
          const box = rect.getBoundingClientRect();
          const top = document.elementFromPoint(box.left + Math.min(3, box.width / 2), box.top + box.height / 2);
          return box.width >= 4 && rect.parentElement.contains(top) && box.right <= innerWidth;
        }),
      );
      assert.deepEqual(visible, [true, true, true, true, true]);
      const words = (await lane.locator("text").allTextContents()).join(" ");
      for (const state of ["FAILED, INVALID_CREDENTIALS", "DISCONNECTING", "DISCONNECTED", "CONNECTING", "CONNECTED"]) assert.ok(words.includes(state), `${state} in: ${words}`);
    });

    for (const name of ["renewed-secret", "last-hsm-dies-while-connecting", "connect-throttled-for-ever", "history"]) {
      test(`writes no name over another at ${width} pixels: ${name}`, async () => {
        const { page } = await open(name, { viewport: { width, height: 900 } });
        assert.deepEqual(await overlaps(page, ".chart text"), []);
        assert.ok((await page.evaluate(() => Math.max(...[...document.querySelectorAll(".chart text")].map((text) => text.getBoundingClientRect().right)))) <= width);
      });
    }
  }

  test("has a legend of what is in it, and of nothing else", async () => {
    for (const name of ["renewed-secret", "last-hsm-dies-while-connecting", "history"]) {
      const { page } = await open(name);
      const looks = (selector) => page.locator(selector).evaluateAll((found) => [...new Set(found.map((element) => element.getAttribute("class")))].sort());
      assert.deepEqual(await looks(".legend li"), await looks(".chart .segment, .chart .mark"));
    }
    const { page } = await open("last-hsm-dies-while-connecting");
    assert.deepEqual(await texts(page, ".legend li"), ["DISCONNECTED", "CONNECTING", "FAILED, no active HSM", "active HSMs", "action", "fault", "person", "event"]);
  });

  test("is left out where there is nothing to show", async () => {
    const { page } = await open("bad-input-unknown-field");
    assert.equal(await page.locator(".chart").count(), 0);
  });
});

describe("the graph", () => {
  test("has one sign for a failure, and numbers for how often", async () => {
    const { page } = await open("renewed-secret");
    assert.doesNotMatch((await texts(page, ".graph")).join(), /×/);
    assert.match((await texts(page, ".graph .seen")).join(), /Check key ?store and ?HSMs ?28 times/);
    assert.match((await texts(page, ".graph .far.fail")).join(), /✕/);
  });

  test("lets the ends step back that were not reached", async () => {
    const { page } = await open("renewed-secret");
    const far = await page.locator(".graph .far text").evaluateAll((found) => found.map((text) => text.firstChild.textContent));
    assert.ok(far.length >= 7 && !far.includes("✓ Connected"), far.join());
  });

  for (const name of ["renewed-secret", "last-hsm-dies-while-connecting", "bad-input-unknown-field", "connect-throttled-for-ever"]) {
    test(`puts nothing over anything else: ${name}`, async () => {
      const { page } = await open(name);
      assert.deepEqual(await overlaps(page, ".graph .state rect, .graph .state polygon, .graph .arrow text"), []);
      assert.deepEqual(await crossings(page), []);
      const outside = await page.locator(".graph .state").evaluateAll((states) =>
        states
          .map((state) => [state.querySelector("text"), state.querySelector("rect, polygon").getBoundingClientRect()])
          .filter(([text, box]) => text.getBoundingClientRect().left < box.left || text.getBoundingClientRect().right > box.right)
          .map(([text]) => text.textContent),
      );
      assert.deepEqual(outside, []);
    });
  }
});

describe("a text that looks like a script", () => {
  test("is shown as it is, and nothing of it runs", async () => {
    const { page, complaints, elsewhere } = await open("hostile");
    assert.equal(await page.evaluate(() => globalThis.ran), undefined);
    assert.match(await page.locator(".kicker strong").innerText(), /^<\/script><img src=x onerror="globalThis\.ran=1">/);
    assert.match(await page.locator(".outcome dl").last().innerText(), /<img src=x/);
    assert.match(await page.title(), /<\/title><script>/);
    assert.equal(await page.locator("img").count(), 0);
    assert.deepEqual(complaints, []);
    assert.deepEqual(elsewhere(), []);
  });
});

for (const [name, look] of [
  ["renewed-secret", "light"],
  ["last-hsm-dies-while-connecting", "dark"],
  ["bad-input-unknown-field", "light"],
]) {
  describe(name, () => {
    for (const colorScheme of everything ? ["light", "dark"] : [look]) {
      test(`has no barrier, folds open, ${colorScheme}`, async () => {
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
      if (await page.locator(".chart").count()) assert.equal(await page.locator(".chart").getAttribute("width"), "676");
      assert.equal(await page.locator(".note").first().isVisible(), false);
      assert.equal(await page.locator(".copy").first().isVisible(), false);
      // No table loses its heading, and each page says what it is of.
      for (const [selector, property, value] of [["thead", "breakAfter", "avoid"], ["tbody tr:first-child", "breakAfter", "avoid"], ["table:not(.long)", "breakInside", "avoid"]]) {
        const found = await page.locator(selector).evaluateAll((elements, property) => elements.map((element) => getComputedStyle(element)[property]), property);
        assert.deepEqual([...new Set(found)], [value], selector);
      }
      const footer = await page.evaluate(() => [...document.adoptedStyleSheets].flatMap((sheet) => [...sheet.cssRules]).map((rule) => rule.cssText).join());
      assert.ok(footer.includes(await page.title()), footer);
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

test("a headline breaks after its underscores, not within a word", async () => {
  const { page } = await open("last-hsm-dies-while-connecting", { viewport: { width: 400, height: 800 } });
  const lines = await page.evaluate(() => {
    const range = document.createRange();
    const lines = [];
    const walker = document.createTreeWalker(document.querySelector("h1"), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (let i = 0; i < node.length; i++) {
        range.setStart(node, i);
        range.setEnd(node, i + 1);
        const { top } = range.getBoundingClientRect();
        if (lines.at(-1)?.top !== top) lines.push({ top, text: "" });
        lines.at(-1).text += node.data[i];
      }
    }
    return lines.map(({ text }) => text).slice(0, -1);
  });
  assert.ok(lines.length > 0);
  for (const line of lines) assert.match(line, /[ _✕]$/);
});
