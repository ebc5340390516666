import { expect, it } from '@jest/globals';
import { startViewer } from '../support/viewer.ts';
import type { Walk } from '../support/walk.ts';

const CHANGING = /^(Feedback|Expectation|Tag|Delete|Change|Add)/;

/** What the viewer changes. */
export function walkChanges(walking: () => Walk): void {
  it('offers no change where the server refuses all', async () => {
    const { database, everyday } = walking().data;
    const refusing = await startViewer(database, process.env, 'read-only server');
    try {
      const page = await walking().open(`/traces/${everyday.failed}?tab=feedback`, { server: refusing.url });
      await page.locator('.assessment').waitFor();
      await page.getByRole('button', { name: 'Add a tag' }).waitFor({ state: 'detached' });
      expect(await page.getByRole('button', { name: CHANGING }).count()).toBe(0);
      await page.goto(`${refusing.url}/experiments/all/traces`);
      await page.getByLabel('Select all that are loaded').click();
      await page.locator('[data-testid=action-bar]').waitFor();
      expect(await page.getByRole('button', { name: CHANGING }).count()).toBe(0);
    } finally {
      // A page that is open asks for what is new, and would tell that nobody answers.
      await walking().closePages();
      await refusing.stop();
    }
  });

  it('adds feedback and an expectation, changes them and deletes them', async () => {
    const id = walking().data.everyday.turn1;
    const page = await walking().open(`/traces/${id}?tab=feedback`);
    await page.getByRole('button', { name: 'Feedback', exact: true }).click();
    await page.locator('form [name=name]').fill('tone');
    await page.getByRole('button', { name: 'Good' }).click();
    await page.locator('form [name=rationale]').fill('friendly');
    await page.locator('form [name=source]').fill('ada');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.locator('[data-assessment=tone]').waitFor();
    expect((await walking().stored(id)).info.assessments).toMatchObject([
      { assessment_name: 'tone', feedback: { value: true }, rationale: 'friendly', source: { source_id: 'ada' } },
    ]);
    await page.getByRole('button', { name: 'Change tone' }).click();
    await page.locator('form [name=value]').fill('0.25');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.locator('[data-assessment=tone]', { hasText: '0.25' }).waitFor();
    await page.getByRole('button', { name: 'Expectation', exact: true }).click();
    await page.locator('form [name=value]').fill('{"city": "Bergen"}');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.locator('[data-assessment=expected_response]').waitFor();
    expect((await walking().stored(id)).info.assessments).toMatchObject([
      { assessment_name: 'tone', feedback: { value: 0.25 } },
      { assessment_name: 'expected_response', expectation: { value: { city: 'Bergen' } } },
    ]);
    await page.getByRole('button', { name: 'Delete tone' }).click();
    await page.locator('[data-assessment=tone]').waitFor({ state: 'detached' });
    expect((await walking().stored(id)).info.assessments).toHaveLength(1);
  });

  it('adds a tag, changes it and takes it away', async () => {
    const id = walking().data.everyday.turn2;
    const page = await walking().open(`/traces/${id}`);
    await page.getByRole('button', { name: 'Add a tag' }).click();
    await page.locator('dialog [name=key]').fill('stage');
    await page.locator('dialog [name=value]').fill('draft');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.locator('.tag', { hasText: 'draft' }).click();
    await page.locator('dialog [name=value]').fill('final');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.locator('.tag', { hasText: 'final' }).waitFor();
    expect((await walking().stored(id)).info.tags['stage']).toBe('final');
    await page.locator('.tag', { hasText: 'final' }).click();
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.locator('.tag', { hasText: 'final' }).waitFor({ state: 'detached' });
    expect((await walking().stored(id)).info.tags['stage']).toBeUndefined();
  });

  it('deletes a trace once that is confirmed', async () => {
    const id = walking().data.everyday.turn2;
    const page = await walking().open(`/traces/${id}`);
    await page.getByRole('button', { name: 'Delete this trace' }).click();
    await page.getByRole('button', { name: 'Keep it' }).click();
    await walking().stored(id);
    await page.getByRole('button', { name: 'Delete this trace' }).click();
    await page.locator('[data-testid=confirm-delete]').click();
    await page.waitForURL(/\/experiments\/\w+\/traces/);
    await expect(walking().stored(id)).rejects.toThrow(/404/);
  });
}
