import { expect, it } from '@jest/globals';
import type { Walk } from '../support/walk.ts';

/** The diagram of agents and hand-offs. */
export function walkAgents(walking: () => Walk): void {
  it.each([
    ['LangGraph', ['supervisor → planner', 'planner → supervisor', 'supervisor → researcher']],
    ['AgentRunner.run', ['Agent A → Agent B']],
    ['two agents', ['writer → critic', 'critic → writer']],
  ])('draws the agents of %s and their hand-offs', async (name, steps) => {
    const [id = ''] = await walking().tracesNamed(name);
    const page = await walking().open(`/traces/${id}`);
    await page.getByRole('tab', { name: /^Agents/ }).click();
    await page.locator('[data-testid=agents] .agent-box').first().waitFor();
    const shown = await page.locator('.agent-steps .link-button').allInnerTexts();
    expect(shown.slice(0, steps.length)).toEqual(steps);
    expect(await page.locator('.agent-edge').count()).toBe(shown.length);
    await page.locator('.agent-box').last().click();
    expect(page.url()).toMatch(/view=agents.*span=/);
  });
}
