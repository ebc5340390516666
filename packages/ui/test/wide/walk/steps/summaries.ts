import { expect, it } from '@jest/globals';
import type { Chart, ModelList, RunList, SessionList } from '@spanwright/server/viewer-api';
import type { Walk } from '../support/walk.ts';

async function ask<T>(walk: Walk, path: string): Promise<T> {
  const response = await fetch(`${walk.url}/api/spanwright/v1/${path}`);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** Sessions, overview, runs and logged models. */
export function walkSummaries(walking: () => Walk): void {
  it('lists sessions and shows one as a conversation', async () => {
    const { sessions } = await ask<SessionList>(walking(), 'sessions');
    const session = sessions.find(({ sessionId }) => sessionId === 'walk-session');
    expect(session).toMatchObject({ count: 2, inputTokens: 21, outputTokens: 12 });
    const page = await walking().open('/experiments/all/sessions');
    await page.locator('tr', { hasText: 'walk-session' }).getByRole('link', { name: 'walk-session' }).click();
    await page.locator('[data-testid=turn]').nth(1).waitFor();
    const [first = '', second = ''] = await page.locator('[data-testid=turn]').allInnerTexts();
    expect(first).toContain('Where is Bergen?');
    expect(first).toContain('In Norway, by the sea.');
    expect(second).toContain('On 240 days of the year.');
    expect(await page.locator('.stats').innerText()).toContain('33');
    await page.locator('[data-testid=turn]').first().getByRole('link', { name: 'turn' }).click();
    await page.waitForURL(new RegExp(`/traces/${walking().data.everyday.turn1}`));
  });

  it('sums up what the store sums up, as charts and as tables', async () => {
    const page = await walking().open('/experiments/all/charts?range=24h');
    await page.locator('.plot svg rect').first().waitFor();
    const { points } = await ask<Chart>(walking(), `charts?from=${Date.now() - 86_400_000}`);
    const total = points[0]?.count ?? 0;
    const totals = await page.locator('.stats').innerText();
    expect(totals).toContain(String(total));
    await page.getByRole('button', { name: 'As a table' }).first().click();
    const counts = await page.locator('.chart-table tbody tr td:nth-child(2)').allInnerTexts();
    expect(counts.reduce((sum, count) => sum + Number(count), 0)).toBe(total);
    const tools = await ask<Chart>(walking(), 'charts?by=tool');
    for (const { value = '' } of tools.points.slice(0, 5))
      await page.getByRole('link', { name: value, exact: true }).waitFor();
  });

  it('leads from a run to its traces and back', async () => {
    const { inRun } = walking().data.everyday;
    const { info } = await walking().stored(inRun);
    const experiment = info.trace_location.mlflow_experiment.experiment_id;
    const { runs } = await ask<RunList>(walking(), `runs?experiment=${experiment}`);
    const run = runs.find(({ runName }) => runName === 'walk run');
    const page = await walking().open(`/experiments/${experiment}/runs`);
    await page.getByRole('link', { name: 'walk run' }).click();
    await page.waitForURL(new RegExp(`/runs/${run?.runId}`));
    await page.getByRole('link', { name: 'in a run' }).click();
    await page.waitForURL(new RegExp(`/traces/${inRun}`));
    await page.locator(`a[href="/runs/${run?.runId}"]`).first().click();
    await page.getByRole('heading', { name: 'walk run' }).waitFor();
    await page.waitForURL(new RegExp(`/runs/${run?.runId}`));
    expect(page.url()).toContain(`/runs/${run?.runId}`);
  });

  it('leads from a logged model to its traces', async () => {
    const { models } = await ask<ModelList>(walking(), 'models');
    expect(models.length).toBeGreaterThan(0);
    const page = await walking().open('/experiments/all/models');
    await page.locator(`a[href="/models/${models[0]?.modelId}"]`).click();
    await page.locator('.related tbody tr').first().waitFor();
    await page.getByRole('link', { name: 'Show all of this model' }).click();
    await page.locator('[data-testid=trace-row]').first().waitFor();
  });
}
