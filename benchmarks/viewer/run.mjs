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

const root = resolve(import.meta.dirname, '../..');
const { chromium } = createRequire(join(root, 'fixtures/versions/playwright/package.json'))('playwright-core');
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '9' } } });
const run = promisify(execFile);

/** Spans of a trace, and the goal for its page in milliseconds after navigation. */
const GOALS = [
  [10, 150],
  [1000, undefined],
  [10_000, 500],
  [50_000, undefined],
];

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

/** Milliseconds from navigation until the rows and the content of the selected span are there. */
async function timeTrace(page, url) {
  await page.goto('about:blank');
  const started = performance.now();
  await page.goto(url, { waitUntil: 'commit' });
  await page.locator('.span-row').nth(5).waitFor();
  await page.locator('.detail-panel').waitFor();
  return performance.now() - started;
}

async function firstLoad(browser, url) {
  const context = await browser.newContext();
  const page = await context.newPage();
  let bytes = 0;
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.goto(url, { waitUntil: 'networkidle' }).catch(() => {});
  await context.close();
  return bytes;
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

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
  const page = await (await browser.newContext()).newPage();
  console.log('trace page, ms after navigation until rows and content are there (median, first):');
  for (const [index, [spans, goal]] of GOALS.entries()) {
    const times = [];
    for (let round = 0; round < Number(values.rounds); round += 1)
      times.push(await timeTrace(page, `${url}/traces/${ids[index]}`));
    const wanted = goal === undefined ? '' : `  goal ${goal}`;
    console.log(
      `${String(spans).padStart(7)} spans ${median(times).toFixed(0).padStart(6)} ${times[0].toFixed(0).padStart(6)}${wanted}`,
    );
  }
  const list = await firstLoad(browser, `${url}/experiments/0/traces`);
  console.log(`first load of the list, with its data, compressed: ${(list / 1024).toFixed(1)} KB  goal 60`);
} finally {
  await browser.close();
  child.kill();
  rmSync(folder, { recursive: true });
}
