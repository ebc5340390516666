import { expect, it } from '@jest/globals';
import type { Page } from '../support/chromium.ts';
import type { Walk } from '../support/walk.ts';

/** HTML and scripts in every text of a trace. */
export function walkHostileText(walking: () => Walk): void {
  it('runs nothing of HTML and scripts in the texts of a trace, wherever these are shown', async () => {
    const { hostile } = walking().data;
    const { data } = await walking().stored(hostile);
    const page = await walking().open(`/traces/${hostile}`);
    for (const { span_id: span } of data.spans) {
      await page.locator(`[data-span="${span}"]`).first().click();
      await page.locator(`[data-testid=span-detail][data-span="${span}"] .detail-panel`).waitFor();
      const tabs = page.getByRole('tablist', { name: 'Content of the span' }).getByRole('tab');
      for (let index = 0; index < (await tabs.count()); index += 1) {
        await tabs.nth(index).click();
        await expectNothingRan(page);
      }
    }
    await page.goto(`${walking().url}/traces/${hostile}?view=agents`);
    await page.locator('.agent-box').first().waitFor();
    await expectNothingRan(page);
    await page.goto(`${walking().url}/compare?a=${hostile}&b=${walking().data.everyday.media}`);
    await page.locator('.diff').first().waitFor();
    await expectNothingRan(page);
    for (const [path, ready] of LISTS) {
      await page.goto(walking().url + path);
      await page.locator(ready).first().waitFor();
      await expectNothingRan(page);
    }
  });
}

const LISTS = [
  ['/experiments/0/traces', '[data-testid=trace-row]'],
  ['/experiments/0/sessions', 'main a[href^="/sessions/"]'],
  ['/experiments/0/charts', 'main table'],
] as const;

const LINKS = `[...document.querySelectorAll('a[href], [src], [srcdoc]')]
  .map((element) => element.getAttribute('href') ?? element.getAttribute('src') ?? 'srcdoc')
  .filter((address) => !/^(https?:|mailto:|\\/|#|data:image\\/png|data:audio)/.test(address))`;

async function expectNothingRan(page: Page): Promise<void> {
  expect(await page.evaluate('globalThis.hacked')).toBeUndefined();
  expect(await page.evaluate(LINKS)).toEqual([]);
  expect(await page.locator('main script, main iframe, main [onerror], main [onload]').count()).toBe(0);
}
