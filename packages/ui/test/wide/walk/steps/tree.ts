import { expect, it } from '@jest/globals';
import type { TraceJson } from '@spanwright/core/model';
import { until } from '../support/until.ts';
import type { Walk } from '../support/walk.ts';

/** Names of the root and of those below it that took a fifth of the whole time, rounded as the menu shows it. */
function longNames(spans: TraceJson['data']['spans']): readonly string[] {
  const lasted = spans.map(({ start_time_unix_nano: start, end_time_unix_nano: end }) =>
    Number(BigInt(end ?? start) - BigInt(start)),
  );
  const least = Number(((lasted[0] ?? 0) / 5).toPrecision(1));
  return spans.filter((_, index) => index === 0 || (lasted[index] ?? 0) >= least).map(({ name }) => name);
}

/** The tree and the waterfall of a trace. */
export function walkTree(walking: () => Walk): void {
  it('shows every span of a trace, its sums, and the selected one in the address', async () => {
    const [id = ''] = await walking().tracesNamed('travel_agent');
    const { info, data } = await walking().stored(id);
    const page = await walking().open(`/traces/${id}`);
    await page.locator('.span-row').first().waitFor();
    expect(await page.locator('[data-testid=trace-name]').innerText()).toBe('travel_agent');
    expect(await page.title()).toContain('travel_agent');
    expect(await page.locator('.span-title').allInnerTexts()).toEqual(data.spans.map(({ name }) => name));
    const usage = JSON.parse(info.trace_metadata['mlflow.trace.tokenUsage'] ?? '{}') as { [key: string]: number };
    expect(await page.locator('[data-fact=Tokens] .fact-value').first().innerText()).toBe(
      `${usage['input_tokens']} → ${usage['output_tokens']}`,
    );
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const tool = data.spans[2];
    await page.waitForURL(new RegExp(`span=${tool?.span_id}`));
    await until(page, "document.querySelector('[data-testid=span-name]')?.textContent === 'get_weather'");
    await page.reload();
    await page.locator('.detail-panel').waitFor();
    expect(await page.locator('[data-testid=span-name]').innerText()).toBe('get_weather');
  });

  it('hides what is below a span by the arrow keys and by its mark, and shows it again', async () => {
    const [id = ''] = await walking().tracesNamed('RetrieverQueryEngine.query');
    const page = await walking().open(`/traces/${id}`);
    const rows = page.locator('.span-row');
    await rows.first().waitFor();
    const all = await rows.count();
    await page.keyboard.press('ArrowLeft');
    await until(page, "document.querySelectorAll('.span-row').length === 1");
    await page.keyboard.press('ArrowRight');
    await until(page, `document.querySelectorAll('.span-row').length === ${all}`);
    await page.locator('.span-toggle').first().click();
    await until(page, "document.querySelectorAll('.span-row').length === 1");
    await page.keyboard.press('x');
    await until(page, `document.querySelectorAll('.span-row').length === ${all}`);
    expect(await rows.first().getAttribute('aria-expanded')).toBe('true');
  });

  it('finds spans by name and by content, and goes from one to the next', async () => {
    const [id = ''] = await walking().tracesNamed('RetrieverQueryEngine.query');
    const page = await walking().open(`/traces/${id}`);
    await page.locator('.span-row').first().waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('sourdough');
    await until(page, "/^1\\/\\d+$/.test(document.querySelector('.span-search-count')?.textContent)");
    const found = (await page.locator('.span-search-count').innerText()).split('/')[1];
    expect(Number(found)).toBeGreaterThan(1);
    await page.keyboard.press('Enter');
    await until(page, "document.querySelector('.span-search-count')?.textContent.startsWith('2/')");
    expect(await page.locator('.span-match.is-current').count()).toBe(1);
  });

  it('marks the critical path, zooms, and hides short spans', async () => {
    const [id = ''] = await walking().tracesNamed('travel_agent');
    const page = await walking().open(`/traces/${id}`);
    await page.locator('.span-row').first().waitFor();
    await page.getByRole('button', { name: 'Critical path' }).click();
    expect(await page.locator('.bar-critical').count()).toBeGreaterThan(2);
    const before = await page.locator('.time-scale').innerText();
    await page.getByRole('button', { name: '+' }).click();
    expect(await page.locator('.time-scale').innerText()).not.toBe(before);
    await page.keyboard.press('0');
    await page.getByRole('button', { name: 'Hide short spans' }).click();
    await page.getByRole('menuitemradio').last().click();
    const { data } = await walking().stored(id);
    expect(await page.locator('.span-title').allInnerTexts()).toEqual(longNames(data.spans));
  });
}
