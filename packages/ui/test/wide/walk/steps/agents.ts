import { expect, it } from '@jest/globals';
import type { Walk } from '../support/walk.ts';

/** Boxes and labels that lie on each other. */
const TOUCHING = `[...document.querySelectorAll('.agent-box rect, .agent-label rect')]
  .map((element) => element.getBoundingClientRect())
  .flatMap((a, index, all) => all.slice(index + 1).filter((b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1))
  .length`;

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
    await page.waitForURL(/view=agents.*span=/);
  });

  it('draws the first of many agents, says how many more there are, and draws all when asked', async () => {
    const page = await walking().open(`/traces/${walking().data.everyday.swarm}?view=agents`);
    await page.locator('.agent-box').nth(11).waitFor();
    expect(await page.locator('.agent-box').count()).toBe(12);
    expect(await page.locator('.agents-more').innerText()).toContain('… 28 more agents');
    expect(await page.evaluate(TOUCHING)).toBe(0);
    await page.getByRole('button', { name: 'Show all 40' }).click();
    await page.locator('.agent-box').nth(39).waitFor();
    expect(await page.locator('.agents-drawing .agent-edge').count()).toBe(39 + 13);
    expect(await page.evaluate(TOUCHING)).toBe(0);
  });
}
