import { expect, it } from '@jest/globals';
import type { FacetList } from '@spanwright/server/viewer-api';
import { ask, expectRows, idsOf, openTraces, rows, tracesOf } from '../support/list.ts';
import { until } from '../support/until.ts';
import type { Walk } from '../support/walk.ts';

const FAILED = encodeURIComponent("status = 'ERROR'");

/** What of the table depends on what is asked: orders by sums, counts of facets, views with a name. */
export function walkViews(walking: () => Walk): void {
  it.each([
    ['Tokens', 'total_tokens'],
    ['Cost', 'total_cost'],
  ])('sorts by %s', async (title, key) => {
    const page = await openTraces(walking());
    await page.getByRole('button', { name: title, exact: true }).click();
    await page.waitForURL(new RegExp(`order=${key}\\+DESC`));
    await expectRows(page, idsOf(await tracesOf(walking(), `&order=${key}%20DESC`)));
    const [first] = await tracesOf(walking(), `&order=${key}%20DESC`);
    expect(first?.trace_metadata[`mlflow.trace.${key === 'total_cost' ? 'cost' : 'tokenUsage'}`]).toBeDefined();
  });

  it('counts facets under the filter, and beside a chosen value what the others would have', async () => {
    const page = await openTraces(walking());
    await page.locator('.facet-value', { hasText: 'ERROR' }).first().click();
    const { facets } = await ask<FacetList>(walking(), `facets?limit=12&filter=${FAILED}`);
    const names = facets.find(({ key }) => key === 'name')?.values ?? [];
    const shown = `[...document.querySelectorAll('.facet')].find((facet) => facet.querySelector('.facet-title').textContent === 'Name')
      ?.querySelector('ul').innerText.split(/\\s*\\n\\s*/).join('|')`;
    await until(page, `${shown} === ${JSON.stringify(names.flatMap(({ value, count }) => [value, count]).join('|'))}`);
    const all = (await ask<FacetList>(walking(), 'facets')).facets.find(({ key }) => key === 'status')?.values;
    const ok = all?.find(({ value }) => value === 'OK')?.count ?? 0;
    const state = page.locator('.facet').first();
    expect(await state.locator('.facet-value', { hasText: 'OK' }).innerText()).toMatch(new RegExp(`^OK\\s*${ok}$`));
  });

  it('saves filter, columns and order as a view, comes back to it, gives its link and forgets it', async () => {
    const page = await openTraces(walking(), `?filter=${FAILED}&order=name+ASC&columns=name,state`);
    await page.locator('[data-testid=views]').click();
    await page.getByLabel('Name of this view').fill('what failed');
    await page.keyboard.press('Enter');
    await page.getByText('Saved the view what failed.').waitFor();
    await page.goto(`${walking().url}/experiments/all/traces`);
    await expectRows(page, idsOf(await tracesOf(walking())));
    await page.locator('[data-testid=views]').click();
    const view = page.getByRole('link', { name: 'what failed' });
    const link = await view.getAttribute('href');
    await view.click();
    await page.waitForURL(/filter=status/);
    await expectRows(page, idsOf(await tracesOf(walking(), `&filter=${FAILED}&order=name%20ASC`)));
    expect(await page.locator('[role=columnheader]').allInnerTexts()).toEqual(['', 'Name', 'State']);
    const elsewhere = await walking().open(link ?? '', { fresh: true });
    await rows(elsewhere).first().waitFor();
    expect(await elsewhere.locator('[role=columnheader]').allInnerTexts()).toEqual(['', 'Name', 'State']);
    await page.locator('[data-testid=views]').click();
    await page.getByRole('button', { name: 'Copy a link to what failed' }).click();
    await until(
      page,
      `navigator.clipboard.readText().then((text) => text === ${JSON.stringify(walking().url + link)})`,
    );
    await page.getByRole('button', { name: 'Delete the view what failed' }).click();
    await page.reload();
    await rows(page).first().waitFor();
    await page.locator('[data-testid=views]').click();
    await page.getByLabel('Name of this view').waitFor();
    expect(await page.getByRole('link', { name: 'what failed' }).count()).toBe(0);
  });
}
