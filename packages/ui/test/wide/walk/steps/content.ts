import { expect, it } from '@jest/globals';
import { until } from '../support/until.ts';
import { SIZES, type Walk } from '../support/walk.ts';

/** The content of spans. */
export function walkContent(walking: () => Walk): void {
  it('shows a conversation with calls of tools and their results', async () => {
    const [id = ''] = await walking().tracesNamed('travel_agent');
    const { data } = await walking().stored(id);
    const last = data.spans.at(-1);
    const page = await walking().open(`/traces/${id}?span=${last?.span_id}`);
    await page.locator('[data-testid=chat]').waitFor();
    expect(await page.locator('[data-testid=chat] [data-role]').count()).toBe(4);
    expect(await page.locator('.part-call[data-tool=get_weather]').count()).toBe(2);
    expect(await page.locator('.part-call .part-result').first().innerText()).toContain('celsius');
    const answer = await page.locator('.message.is-answer').innerText();
    expect(JSON.stringify(last?.attributes['mlflow.spanOutputs'])).toContain(answer.split('\n').at(-1));
  });

  it.each(['LangGraph', 'AgentWorkflow.run', 'AgentRunner.run', 'RunnableSequence'])(
    'shows the conversation of a model within %s',
    async (name) => {
      const [id = ''] = await walking().tracesNamed(name);
      const { data } = await walking().stored(id);
      const model = data.spans.find(({ attributes }) => attributes['mlflow.spanType'] === 'CHAT_MODEL');
      const page = await walking().open(`/traces/${id}?span=${model?.span_id}`);
      await page.locator('[data-testid=chat] .message-user').first().waitFor();
      expect(await page.locator('[data-testid=chat] .message.is-answer').count()).toBeGreaterThan(0);
    },
  );

  it('shows what a retriever found as documents, with their scores', async () => {
    const [id = ''] = await walking().tracesNamed('RetrieverQueryEngine.query');
    const { data } = await walking().stored(id);
    const retriever = data.spans.find(({ attributes }) => attributes['mlflow.spanType'] === 'RETRIEVER');
    const outputs = retriever?.attributes['mlflow.spanOutputs'] as { page_content: string }[];
    const page = await walking().open(`/traces/${id}?span=${retriever?.span_id}`);
    await page.locator('[data-testid=documents]').waitFor();
    expect(await page.locator('.document .text').allInnerTexts()).toEqual(outputs.map((one) => one.page_content));
    expect(await page.locator('.document-head').first().innerText()).toMatch(/score 0\.\d+/);
  });

  it('shows exceptions with their stacks above the content', async () => {
    const page = await walking().open(`/traces/${walking().data.everyday.failed}`);
    const exceptions = page.locator('[data-testid=exceptions]');
    await exceptions.waitFor();
    expect(await exceptions.innerText()).toContain('RangeError: there is no airport in Atlantis');
    await page.locator('.exception summary').click();
    expect(await exceptions.innerText()).toContain('everyday.mjs');
    expect(await page.locator('.span-failed').count()).toBe(2);
    await page.getByRole('button', { name: 'find flights' }).click();
    await until(page, "document.querySelector('[data-testid=span-name]')?.textContent === 'find flights'");
    await page.setViewportSize(SIZES.narrow);
    await page.locator('.exception summary').click();
    // The page is scrolled as a whole: the stack is not a slot of its own.
    await until(
      page,
      "document.querySelector('.exceptions').scrollHeight === document.querySelector('.exceptions').clientHeight",
    );
  });

  it('shows images and sounds of attachments, Markdown and reasoning', async () => {
    const page = await walking().open(`/traces/${walking().data.everyday.media}`);
    await page.locator('.media-image').waitFor();
    await until(page, "document.querySelector('.media-image')?.naturalWidth === 96");
    await until(page, "document.querySelector('.media-audio')?.duration > 0.4");
    expect(await page.locator('.markdown strong').innerText()).toBe('picture');
    expect(await page.locator('.markdown-heading').innerText()).toBe('Stripes');
    await page.locator('.part-reasoning summary').click();
    expect(await page.locator('.part-reasoning .text').innerText()).toBe('I see stripes.');
  });

  it('has tabs for inputs and outputs, attributes, events and JSON, each with an address', async () => {
    const page = await walking().open(`/traces/${walking().data.everyday.failed}?tab=events`);
    await page.locator('.event').first().waitFor();
    expect(await page.locator('.event-head strong').first().innerText()).toBe('exception');
    for (const [tab, text] of [
      ['Attributes', 'mlflow.spanType'],
      ['JSON', 'start_time_unix_nano'],
      ['Inputs / Outputs', 'Outputs'],
    ] as const) {
      await page.getByRole('tab', { name: tab }).click();
      await until(page, `document.querySelector('.detail-panel')?.innerText.includes('${text}')`);
    }
    await page.waitForURL(/tab=io/);
  });

  it('links a trace to its session and its run', async () => {
    const { turn1, inRun } = walking().data.everyday;
    const page = await walking().open(`/traces/${turn1}`);
    const session = page.locator('[data-fact=Session] a');
    await session.waitFor();
    expect(await session.getAttribute('href')).toContain('/sessions/walk-session');
    expect(await page.locator('[data-fact=User] .fact-value').innerText()).toBe('ada');
    await page.goto(`${walking().url}/traces/${inRun}`);
    const run = page.locator('[data-fact=Run] a');
    await run.waitFor();
    const { info } = await walking().stored(inRun);
    expect(await run.getAttribute('href')).toBe(`/runs/${info.trace_metadata['mlflow.sourceRun']}`);
  });

  it('exports a trace as JSON and as OTLP', async () => {
    const id = walking().data.everyday.turn1;
    const page = await walking().open(`/traces/${id}`);
    for (const [title, name] of [
      [/JSON/, `${id}.json`],
      [/OTLP/, `${id}.otlp.json`],
    ] as const) {
      await page.getByRole('button', { name: 'Export' }).click();
      const download = page.waitForEvent('download');
      await page.getByRole('menuitem', { name: title }).click();
      expect((await download).suggestedFilename()).toBe(name);
    }
  });
}
