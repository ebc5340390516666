// How long the viewer's pages take to be ready, and how much is loaded for the first one.
//
//   npm run build && node benchmarks/viewer/run.mjs [--rounds 9]
//
// Needs Chromium (SPANWRIGHT_CHROMIUM, else /usr/bin/chromium) and `npm run fixtures:versions playwright`.
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { watchReadiness } from './in-page.mjs';

const root = resolve(import.meta.dirname, '../..');
const { chromium } = createRequire(join(root, 'fixtures/versions/playwright/package.json'))('playwright-core');
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '9' } } });
const rounds = Number(values.rounds);
const run = promisify(execFile);

/** Spans of a trace, and the goal for its page in milliseconds after navigation. */
const GOALS = [
  [10, 150],
  [1000, undefined],
  [10_000, 500],
  [50_000, undefined],
];
const FIRST_LOAD_KB = 60;

async function startViewer(database) {
  const command = join(root, 'packages/spanwright/bin/spanwright.js');
  const child = spawn(process.execPath, [command, 'ui', '--db', database, '--no-open']);
  const url = await new Promise((found) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(text) ?? [];
      if (address) found(address);
    });
  });
  return { url, child };
}

async function newPage(browser) {
  const context = await browser.newContext();
  await context.addInitScript(watchReadiness);
  return context.newPage();
}

/** The ways to a trace's page; each gives milliseconds until rows and content are drawn. */
const WAYS = {
  /** A click in the list: what a user waits for. */
  'from the list': async ({ page, url, spans }) => {
    await page.goto(`${url}/experiments/0/traces?filter=${encodeURIComponent(`name = '${spans} spans'`)}`);
    await page.locator('.trace-link').first().click();
    return page.evaluate('shownAfter');
  },
  /** The address of the trace, where the browser has been before. */
  'loaded again': async ({ page, url, id }) => {
    await page.goto(`${url}/traces/${id}`);
    await page.evaluate('loadedAfter');
    await page.reload();
    return page.evaluate('loadedAfter');
  },
  /** The same in a window that knows nothing, with the start of its process. */
  'first visit': async ({ browser, url, id }) => {
    const page = await newPage(browser);
    await page.goto(`${url}/traces/${id}`);
    const ms = await page.evaluate('loadedAfter');
    await page.context().close();
    return ms;
  },
};

/** Bytes of code and of data that the list loads, compressed as they came. */
async function firstLoad(browser, url) {
  const page = await newPage(browser);
  const bytes = { code: 0, data: 0 };
  const kinds = new Map();
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  session.on('Network.responseReceived', ({ requestId, response }) =>
    kinds.set(requestId, response.url.includes('/api/') ? 'data' : 'code'),
  );
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes[kinds.get(requestId) ?? 'code'] += encodedDataLength;
  });
  await page.goto(`${url}/experiments/0/traces`);
  await page.locator('[data-testid=trace-row]').first().waitFor();
  await page.context().close();
  return bytes;
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const column = (value) => String(value).padStart(15);

async function timeTraces(browser, url, ids) {
  const page = await newPage(browser);
  console.log('Milliseconds until the page of a trace is drawn, median (quickest):');
  console.log(column('spans') + Object.keys(WAYS).map(column).join('') + column('goal'));
  for (const [index, [spans, goal]] of GOALS.entries()) {
    const times = Object.fromEntries(Object.keys(WAYS).map((way) => [way, []]));
    // In turn, so that a noisy moment falls on all of them.
    for (let round = 0; round < rounds; round += 1)
      for (const [way, time] of Object.entries(WAYS))
        times[way].push(await time({ browser, page, url, id: ids[index], spans }));
    const shown = Object.values(times).map((ms) => column(`${median(ms).toFixed(0)} (${Math.min(...ms).toFixed(0)})`));
    console.log(column(spans) + shown.join('') + column(goal ?? ''));
  }
}

const folder = mkdtempSync(join(tmpdir(), 'spanwright-viewer-'));
const database = join(folder, 'spanwright.db');
const huge = join(root, 'packages/ui/test/wide/walk/programs/huge.mjs');
const ids = [];
for (const [spans] of GOALS)
  ids.push((await run(process.execPath, [huge, database, String(spans), '400'])).stdout.trim());
const { url, child } = await startViewer(database);
const browser = await chromium.launch({
  executablePath: process.env.SPANWRIGHT_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  await timeTraces(browser, url, ids);
  const { code, data } = await firstLoad(browser, url);
  const kb = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
  console.log(`First load of the list, compressed: ${kb(code)} of code (goal ${FIRST_LOAD_KB}), ${kb(data)} of data`);
} finally {
  await browser.close();
  child.kill();
  rmSync(folder, { recursive: true });
}
