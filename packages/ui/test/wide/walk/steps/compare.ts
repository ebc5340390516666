import { expect, it } from '@jest/globals';
import type { Walk } from '../support/walk.ts';

/** Two traces side by side. */
export function walkCompare(walking: () => Walk): void {
  it('compares two traces: their spans side by side, and the words that differ', async () => {
    const [b = '', a = ''] = await walking().tracesNamed('RunnableSequence');
    const page = await walking().open(`/compare?a=${a}&b=${b}`);
    await page.locator('[data-testid=compare-detail] .diff').first().waitFor();
    const { data } = await walking().stored(a);
    expect(await page.locator('.compare-row').count()).toBe(data.spans.length);
    expect(await page.locator('[data-testid=compare-detail]').innerText()).toContain('Why is the sky blue');
    await page.locator('.compare-row').last().click();
    await page.waitForURL(/span=/);
  });

  it('is reached from a trace by the id of the other', async () => {
    const { turn1, turn2 } = walking().data.everyday;
    const page = await walking().open(`/traces/${turn1}`);
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByLabel('Id or address of the other trace').fill(`${walking().url}/traces/${turn2}`);
    await page.locator('dialog').getByRole('button', { name: 'Compare', exact: true }).click();
    await page.waitForURL(/\/compare\?a=.*&b=/);
    await page.locator('.diff ins').first().waitFor();
    expect(await page.locator('.diff del').first().innerText()).toContain('Where');
  });
}
