import { expect, it } from '@jest/globals';
import { expectRows, idsOf, openTraces, rows, shownIds, tracesOf } from '../support/list.ts';
import { sendTrace } from '../support/send-trace.ts';
import { until } from '../support/until.ts';
import type { Walk } from '../support/walk.ts';

/** The table of traces, search, facets, live tail and what can be done with many traces. */
export function walkTable(walking: () => Walk): void {
  it('lists the traces with what the store knows of them', async () => {
    const traces = await tracesOf(walking());
    const page = await openTraces(walking());
    await expectRows(page, idsOf(traces));
    const named = traces.findIndex(({ trace_id: id }) => id === walking().data.everyday.turn1);
    const cells = await rows(page).nth(named).innerText();
    expect(cells).toContain('turn');
    expect(cells).toContain('OK');
    expect(cells).toContain('Where is Bergen?');
    expect(cells).toContain('16');
    expect(cells).toContain('walk-session');
  });

  it('sorts by what the server can sort by, and keeps the order in the address', async () => {
    const page = await openTraces(walking());
    await page.getByRole('button', { name: 'Latency' }).click();
    await expectRows(page, idsOf(await tracesOf(walking(), '&order=execution_time_ms%20DESC')));
    await page.getByRole('button', { name: 'Latency' }).click();
    await expectRows(page, idsOf(await tracesOf(walking(), '&order=execution_time_ms%20ASC')));
    await page.waitForURL(/order=execution_time_ms\+ASC/);
    await page.reload();
    await expectRows(page, idsOf(await tracesOf(walking(), '&order=execution_time_ms%20ASC')));
  });

  it('shows the columns that are chosen, and keeps them in the address', async () => {
    const page = await openTraces(walking());
    await page.locator('[data-testid=columns]').click();
    await page.getByLabel('User', { exact: true }).click();
    await page.getByLabel('Response', { exact: true }).click();
    await page.keyboard.press('Escape');
    const titles = await page.locator('[role=columnheader]').allInnerTexts();
    expect(titles).toContain('User');
    expect(titles).not.toContain('Response');
    await page.waitForURL(/columns=/);
    await page.reload();
    await rows(page).first().waitFor();
    expect(await page.locator('[role=columnheader]').allInnerTexts()).toEqual(titles);
  });

  it('completes a filter, applies it and counts as the store does', async () => {
    const page = await openTraces(walking());
    await page.keyboard.press('/');
    await page.keyboard.type('stat');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.type('= ');
    await page.locator('[role=option]', { hasText: 'ERROR' }).click();
    await page.keyboard.press('Enter');
    await page.waitForURL(/filter=status/);
    const failed = await tracesOf(walking(), `&filter=${encodeURIComponent("status = 'ERROR'")}`);
    await expectRows(page, idsOf(failed));
    expect(idsOf(failed)).toContain(walking().data.everyday.failed);
    await until(page, `document.querySelectorAll('[data-testid=trace-row]').length === ${failed.length}`);
  });

  it('marks where a filter goes wrong', async () => {
    const page = await openTraces(walking());
    await page.keyboard.press('/');
    await page.keyboard.type("status = OK AND name = 'x'");
    await page.keyboard.press('Escape');
    await page.locator('.search-error').waitFor();
    expect(await page.locator('.search-wrong').textContent()).toBe('OK');
    expect(await page.locator('.search-error').innerText()).toContain('at character 10');
  });

  it('shuts completions when the keyboard goes on', async () => {
    const page = await openTraces(walking());
    await page.keyboard.press('/');
    await page.keyboard.type('stat');
    await page.locator('.completions').waitFor();
    await page.keyboard.press('Tab');
    await page.locator('.completions').waitFor({ state: 'detached' });
    expect(await page.locator('[role=search] input').getAttribute('aria-expanded')).toBe('false');
    expect(await page.evaluate('document.activeElement.title')).toBe('Clear the search');
  });

  it('searches all texts for plain words, and opens a trace whose id is typed', async () => {
    const page = await openTraces(walking());
    await page.keyboard.press('/');
    await page.keyboard.type('airport in Atlantis');
    await page.keyboard.press('Enter');
    await expectRows(page, [walking().data.everyday.failed]);
    await page.keyboard.press('/');
    await page.getByRole('button', { name: 'Clear the search' }).click();
    await page.keyboard.type(walking().data.everyday.turn1.slice(3));
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`/traces/${walking().data.everyday.turn1}`));
  });

  it('puts a facet into the filter, and takes it away', async () => {
    const page = await openTraces(walking());
    await page.locator('.facet-value', { hasText: 'ERROR' }).first().click();
    await page.waitForURL(/filter=status\+%3D\+%27ERROR%27/);
    await expectRows(page, idsOf(await tracesOf(walking(), `&filter=${encodeURIComponent("status = 'ERROR'")}`)));
    await page.locator('.facet-value', { hasText: 'ERROR' }).first().click();
    await expectRows(page, idsOf(await tracesOf(walking())));
  });

  it('limits the traces to a time', async () => {
    const page = await openTraces(walking());
    await page.locator('[data-testid=time-range]').click();
    await page.getByRole('menuitemradio', { name: 'Last hour' }).click();
    await page.waitForURL(/range=1h/);
    await expectRows(page, idsOf(await tracesOf(walking())));
    const old = await walking().open('/experiments/all/traces?range=5-9');
    await old.getByText('No trace fits').waitFor();
    await old.getByRole('button', { name: 'Show all traces' }).click();
    await rows(old).first().waitFor();
  });

  it('is walked by keys', async () => {
    const page = await openTraces(walking());
    const [first = '', second = ''] = await shownIds(page);
    for (const key of ['j', 'j', 'k', 'x', 'j', 'x']) await page.keyboard.press(key);
    await page.getByText('2 selected').waitFor();
    await page.keyboard.press('?');
    await page.getByText('Next trace').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`/traces/${second}`));
    expect(first).not.toBe(second);
  });

  it('remembers theme, density and time zone', async () => {
    const page = await openTraces(walking());
    await page.locator('[data-testid=settings]').click();
    for (const choice of ['dark', 'compact', 'UTC']) await page.getByLabel(choice, { exact: true }).check();
    await page.reload();
    await rows(page).first().waitFor();
    const { theme, density } = await page.evaluate<DOMStringMap>('({ ...document.documentElement.dataset })');
    expect({ theme, density }).toEqual({ theme: 'dark', density: 'compact' });
    expect(await page.locator('[data-testid=trace-row] time').first().getAttribute('title')).toMatch(/ UTC$/);
  });

  it('shows new traces by themselves', async () => {
    const page = await openTraces(walking());
    const before = await shownIds(page);
    await sendTrace(walking(), 'live trace');
    await page.locator('[data-testid=trace-row]', { hasText: 'live trace' }).waitFor();
    expect((await shownIds(page)).slice(1, 4)).toEqual(before.slice(0, 3));
    await page.keyboard.press('j');
    await sendTrace(walking(), 'waiting trace');
    await page.locator('[data-testid=new-traces]').waitFor();
    expect(await page.locator('[data-testid=trace-row]', { hasText: 'waiting trace' }).count()).toBe(0);
    await page.locator('[data-testid=new-traces]').click();
    await page.locator('[data-testid=trace-row]', { hasText: 'waiting trace' }).waitFor();
  });

  it('compares, tags, exports and deletes those that are selected', async () => {
    await sendTrace(walking(), 'bulk trace');
    await sendTrace(walking(), 'bulk trace');
    const filter = encodeURIComponent("name = 'bulk trace'");
    const page = await openTraces(walking(), `?filter=${filter}`);
    const ids = await shownIds(page);
    const other = await openTraces(walking(), `?filter=${filter}`);
    await other.getByLabel('Select all that are loaded').click();
    await other.getByRole('button', { name: 'Compare' }).click();
    await other.waitForURL(new RegExp(`/compare\\?a=${ids[0]}&b=${ids[1]}`));
    await page.getByLabel('Select all that are loaded').click();
    await page.locator('[data-testid=action-bar]').getByRole('button', { name: 'Tag' }).click();
    await page.getByLabel('Key', { exact: true }).fill('reviewed');
    await page.getByLabel('Value', { exact: true }).fill('yes');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    await page.getByText('Tagged 2').waitFor();
    for (const id of ids) expect((await walking().stored(id)).info.tags['reviewed']).toBe('yes');
    await page.locator('[data-testid=action-bar]').getByRole('button', { name: 'Export' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'CSV' }).click();
    expect((await download).suggestedFilename()).toMatch(/\.csv$/);
    await page.locator('[data-testid=action-bar]').getByRole('button', { name: 'Delete' }).click();
    await page.locator('[data-testid=confirm-delete]').click();
    await page.getByText('Deleted 2 traces').waitFor();
    expect(await tracesOf(walking(), `&filter=${filter}`)).toEqual([]);
  });
}
