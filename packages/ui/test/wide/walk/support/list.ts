import { expect } from '@jest/globals';
import type { TraceInfoJson } from '@spanwright/server/viewer-api';
import type { Locator, Page } from './chromium.ts';
import type { Walk } from './walk.ts';

const API = '/api/spanwright/v1';

/** Asks the viewer's API. */
export async function ask<T>(walk: Walk, path: string): Promise<T> {
  const response = await fetch(`${walk.url}${API}/${path}`);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** The newest traces, as the server lists them. */
export const tracesOf = async (walk: Walk, query = ''): Promise<readonly TraceInfoJson[]> =>
  (await ask<{ readonly traces: readonly TraceInfoJson[] }>(walk, `traces?limit=100${query}`)).traces;

/** Their ids. */
export const idsOf = (traces: readonly TraceInfoJson[]): readonly string[] => traces.map(({ trace_id: id }) => id);
/** Rows of the table. */
export const rows = (page: Page): Locator => page.locator('[data-testid=trace-row]');
/** Ids of the rows that there are. */
export const shownIds = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`[...document.querySelectorAll('[data-testid=trace-row]')].map((row) => row.dataset.trace)`);

const PATIENCE_MS = 20_000;
const LOOKED_AT = 8;

/** Waits until the table shows these traces first. */
export async function expectRows(page: Page, ids: readonly string[]): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  const wanted = ids.slice(0, LOOKED_AT);
  // The page forbids what `waitForFunction` polls with.
  for (;;) {
    const shown = (await shownIds(page)).slice(0, LOOKED_AT);
    if (JSON.stringify(shown) === JSON.stringify(wanted)) return;
    if (Date.now() > end) expect(shown).toEqual(wanted);
    await page.waitForTimeout(50);
  }
}

/** Opens the list of all traces, and waits until it is there. */
export async function openTraces(walk: Walk, query = ''): Promise<Page> {
  const page = await walk.open(`/experiments/all/traces${query}`, { fresh: true });
  await rows(page).first().waitFor();
  return page;
}
