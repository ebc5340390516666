import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TraceJson } from '@spanwright/core/model';
import { axeSource, type Browser, type BrowserContext, type Page, startBrowser } from './chromium.ts';
import { startViewer, type Viewer } from './viewer.ts';
import { makeWalkData, type WalkData } from './walk-data.ts';

/** Where the screenshots land; git does not see it. */
const SCREENSHOTS = join(import.meta.dirname, '../../../../../../.cache/viewer');

/** Sizes of the window, pixels. */
export const SIZES = {
  wide: { width: 1280, height: 800 },
  narrow: { width: 360, height: 740 },
} as const;

/** A walk through the viewer on real data. */
export interface Walk {
  readonly data: WalkData;
  readonly url: string;
  /** What pages have logged as errors, thrown, or asked of other addresses. */
  readonly faults: readonly string[];
  /** Opens a path in a new page. */
  open(path: string, options?: OpenOptions): Promise<Page>;
  /** The trace as the store has it, by the server's export. */
  stored(traceId: string): Promise<TraceJson>;
  /** Ids of the traces with this name, the newest first. */
  tracesNamed(name: string): Promise<readonly string[]>;
  /** Closes what `open` has opened. */
  closePages(): Promise<void>;
  end(): Promise<void>;
}

/** How a page is opened. */
export interface OpenOptions {
  /** In a window of its own, which remembers nothing: for what changes what a browser keeps. */
  readonly fresh?: boolean;
  /** Scripts of the test may run in it, too. */
  readonly examined?: boolean;
  /** Address of another server than the walk's own. */
  readonly server?: string;
  /** The server has nothing for it: that the browser says so is no fault. */
  readonly missing?: boolean;
}

const NOTHING_THERE = /status of 404/;

/** Makes the data, starts the viewer and the browser. */
export async function startWalk(chromium: string, hugeSpans: number): Promise<Walk> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'spanwright-walk-'));
  const data = await makeWalkData(folder, hugeSpans);
  const viewer = await startViewer(data.database, process.env);
  const browser = await startBrowser(chromium);
  const faults: string[] = [];
  const windows = openWindows(browser);
  const pages: Page[] = [];
  return {
    data,
    url: viewer.url,
    faults,
    open: async (path, options = {}) => {
      const page = await windows.newPage(options);
      const { missing = false, server = viewer.url } = options;
      report(page, { server, faults, missing });
      pages.push(page);
      await page.goto(server + path);
      return page;
    },
    stored: (traceId) => ask<TraceJson>(viewer, `traces/${traceId}/export?format=json`),
    tracesNamed: async (name) => {
      const filter = encodeURIComponent(`trace.name = '${name}'`);
      const { traces } = await ask<{ traces: { trace_id: string }[] }>(viewer, `traces?filter=${filter}`);
      return traces.map(({ trace_id: id }) => id);
    },
    closePages: async () => {
      for (const page of pages.splice(0)) await windows.closePage(page);
    },
    end: async () => {
      await browser.close();
      await viewer.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

async function ask<T>(viewer: Viewer, path: string): Promise<T> {
  const response = await fetch(`${viewer.url}/api/spanwright/v1/${path}`);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** Windows of the browser: one for most pages, which has the files of the viewer, and others for what must not be mixed. */
function openWindows(browser: Browser): {
  newPage(options: OpenOptions): Promise<Page>;
  closePage(page: Page): Promise<void>;
} {
  const permissions = ['clipboard-read', 'clipboard-write'];
  const open = (bypassCSP: boolean): Promise<BrowserContext> =>
    browser.newContext({ viewport: SIZES.wide, acceptDownloads: true, permissions, bypassCSP });
  const shared = new Map<boolean, Promise<BrowserContext>>();
  const kept = new Set<BrowserContext>();
  return {
    newPage: async ({ fresh = false, examined = false }) => {
      if (fresh) return (await open(examined)).newPage();
      const context = shared.get(examined) ?? open(examined);
      shared.set(examined, context);
      kept.add(await context);
      return (await context).newPage();
    },
    closePage: (page) => (kept.has(page.context()) ? page.close() : page.context().close()),
  };
}

interface Reported {
  readonly server: string;
  readonly faults: string[];
  readonly missing: boolean;
}

function report(page: Page, { server, faults, missing }: Reported): void {
  page.on('console', (message) => {
    const expected = missing && NOTHING_THERE.test(message.text());
    if (message.type() === 'error' && !expected) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('dialog', (dialog) => {
    faults.push('a dialog was opened');
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const address = request.url();
    if (!address.startsWith(server) && !address.startsWith('data:')) faults.push(`asked ${address}`);
  });
}

/** Takes a page's picture as it is now. */
export async function takePicture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
}

/** What axe finds that is serious or critical: rule and place; by some of its rules, or by all. */
export async function seriousFindings(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  if (!(await page.evaluate("'axe' in globalThis"))) await page.addScriptTag({ content: axeSource() });
  const options = { resultTypes: ['violations'], ...(rules && { runOnly: rules }) };
  const source = `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ' at ' + target.join(' ') + ': ' + failureSummary)))`;
  return page.evaluate<string[]>(source);
}
