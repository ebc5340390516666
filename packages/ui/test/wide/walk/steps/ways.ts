import { expect, it } from '@jest/globals';
import { openTraces, rows, shownIds } from '../support/list.ts';
import { until } from '../support/until.ts';
import type { Walk } from '../support/walk.ts';

const SELECTED = "document.querySelector('[data-testid=span-name]')?.textContent";

/** The ways from a span and a trace to the next one, and what a page asks the server for on its way. */
export function walkWays(walking: () => Walk): void {
  it('goes from span to span by keys', async () => {
    const [id = ''] = await walking().tracesNamed('travel_agent');
    const { data } = await walking().stored(id);
    const page = await walking().open(`/traces/${id}`);
    await page.locator('.span-row').first().waitFor();
    for (const [key, index] of [
      ['j', 1],
      ['j', 2],
      ['k', 1],
    ] as const) {
      await page.keyboard.press(key);
      await until(page, `${SELECTED} === ${JSON.stringify(data.spans[index]?.name)}`);
      await page.waitForURL(new RegExp(`span=${data.spans[index]?.span_id}`));
      expect(page.url()).toContain(`/traces/${id}`);
    }
  });

  it('goes from a trace to the next one of its list and back, also after a reload', async () => {
    const page = await openTraces(walking());
    const [first = '', second = '', third = ''] = await shownIds(page);
    await rows(page).nth(1).locator('.trace-link').click();
    await page.locator('[data-testid=trace-page]').waitFor();
    await page.waitForURL(new RegExp(second));
    expect(page.url()).toContain(second);
    await page.keyboard.press('J');
    await page.waitForURL(new RegExp(third));
    await page.reload();
    await page.locator('[data-testid=trace-page]').waitFor();
    await page.keyboard.press('K');
    await page.waitForURL(new RegExp(second));
    await page.getByRole('link', { name: 'Trace before (K)' }).click();
    await page.waitForURL(new RegExp(first));
    await until(page, "document.querySelector('.trace-neighbours')?.innerText.startsWith('1/')");
  });

  it('leads back to the list as it was left: search, order and place', async () => {
    const page = await openTraces(walking(), '?filter=status+%3D+%27OK%27&order=name+ASC');
    await page.setViewportSize({ width: 1280, height: 400 });
    const top = "document.querySelector('.virtual-list')?.scrollTop";
    await page.evaluate("document.querySelector('.virtual-list').scrollTo(0, 200)");
    await until(page, "document.querySelector('.table-foot').innerText.startsWith('Row 6 ')");
    const address = page.url();
    for (const back of [() => page.locator('.trace-back').click(), () => page.goBack()]) {
      // The browser's own click: it does not move the list for it.
      await page.evaluate("document.querySelectorAll('[data-testid=trace-row] .trace-link')[6].click()");
      await page.locator('[data-testid=trace-page]').waitFor();
      await back();
      await rows(page).first().waitFor();
      await until(page, `${top} === 200`);
      expect(page.url()).toBe(address);
    }
  });

  it('copies a trace as a row of a dataset, and as a command', async () => {
    const id = walking().data.everyday.turn1;
    const { data } = await walking().stored(id);
    const page = await walking().open(`/traces/${id}`);
    const copied = async (title: string): Promise<string> => {
      await page.getByRole('button', { name: 'Export' }).click();
      await page.evaluate("navigator.clipboard.writeText('nothing')");
      await page.getByRole('menuitem', { name: title }).click();
      await until(page, "navigator.clipboard.readText().then((text) => text !== 'nothing')");
      return page.evaluate<string>('navigator.clipboard.readText()');
    };
    expect(JSON.parse(await copied('Copy as a row of a dataset'))).toMatchObject({
      inputs: data.spans[0]?.attributes['mlflow.spanInputs'],
      outputs: data.spans[0]?.attributes['mlflow.spanOutputs'],
    });
    const [, address = ''] = /^curl '([^']+)'$/.exec(await copied('Copy as a curl command')) ?? [];
    expect(JSON.stringify(await (await fetch(address)).json())).toContain(id);
  });

  it.each([
    ['a trace', async (walk: Walk) => `/traces/${(await walk.tracesNamed('travel_agent'))[0]}`, '.detail-panel'],
    ['a list', () => '/experiments/all/traces?order=name+ASC', '[data-testid=trace-row]'],
  ])('asks for what %s needs once, before the viewer itself is there', async (_, path, ready) => {
    const page = await walking().open('/nowhere');
    const asked: string[] = [];
    page.on('request', (request) => void asked.push(request.url()));
    await page.goto(walking().url + (await path(walking())));
    await page.locator(ready).first().waitFor();
    const data = asked.filter((address) => address.includes('/api/'));
    expect(data.filter((address, index) => data.indexOf(address) !== index)).toEqual([]);
    expect(data.length).toBeGreaterThan(2);
  });

  it('says on a page of its own what is not there', async () => {
    const page = await walking().open('/nowhere', { missing: true });
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    for (const [path, title] of [
      [`/traces/tr-${'0'.repeat(32)}`, 'Trace tr-'],
      ['/runs/unknown', 'Run unknown'],
      ['/models/unknown', 'Model unknown'],
      [`/compare?a=tr-${'0'.repeat(32)}&b=tr-${'1'.repeat(32)}`, 'Comparison of two traces'],
    ] as const) {
      await page.goto(walking().url + path);
      await page.locator('.problem').waitFor();
      expect(await page.locator('h1').innerText()).toContain(title);
      expect(await page.title()).toContain(title);
    }
  });
}
