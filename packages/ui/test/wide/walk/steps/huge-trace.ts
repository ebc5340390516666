import { expect, it } from '@jest/globals';
import { until } from '../support/until.ts';
import type { Walk } from '../support/walk.ts';

/** A trace of very many spans. */
export function walkHugeTrace(walking: () => Walk): void {
  it('opens a huge trace before all of it is there, with few elements, and finds a span in it', async () => {
    const { huge } = walking().data;
    const page = await walking().open(`/traces/${huge}`);
    await page.locator('.span-row').nth(20).waitFor();
    const spans = Number((await page.locator('[data-fact=Spans] .fact-value').innerText()).replaceAll(',', ''));
    await page.locator('.span-progress').waitFor({ state: 'detached', timeout: 120_000 });
    expect(await page.locator('.span-row').count()).toBeLessThan(80);
    await page.keyboard.press('End');
    await until(page, `document.querySelector('[data-testid=span-name]')?.textContent === 'step ${spans - 1}'`);
    await page.keyboard.press('/');
    await page.keyboard.type('needle');
    await until(page, "document.querySelector('[data-testid=span-name]')?.textContent === 'needle'");
    await page.locator('.span-match.is-current').waitFor();
  });
}
