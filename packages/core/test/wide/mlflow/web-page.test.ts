import { mkdirSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type MlflowServer, startMlflowServer } from '@spanwright/fixtures';
import type { TraceData } from '../../../src/model/index.ts';
import { createDelivery } from '../../../src/rest/deliver.ts';
import { readRestSettings } from '../../../src/rest/read-settings.ts';
import { hasMlflow } from './support/mlflow-test.ts';

interface Locator {
  first(): Locator;
  click(): Promise<void>;
  waitFor(): Promise<void>;
}

interface Page {
  goto(url: string): Promise<unknown>;
  getByText(text: string): Locator;
  screenshot(options: { path: string }): Promise<unknown>;
  setDefaultTimeout(ms: number): void;
}

interface Browser {
  newPage(options: object): Promise<Page>;
  close(): Promise<void>;
}

const root = resolve(__dirname, '../../../../..');
/** What was seen, for people to look at; git does not see it. */
const pictures = join(root, '.cache/mlflow-web-page');
const whole = hasMlflow() ? describe : describe.skip;

whole("MLflow's own web page", () => {
  const traceId = `tr-${'7'.repeat(32)}`;
  let server: MlflowServer;
  let browser: Browser;

  beforeAll(async () => {
    server = await startMlflowServer();
    const deliverer = createDelivery(readRestSettings(server.uri, {}));
    await deliverer.deliver({ traces: [chatTrace(traceId)], attachments: [] });
    deliverer.close();
    const requireBrowser = createRequire(join(root, 'fixtures/versions/playwright/package.json'));
    const { chromium } = requireBrowser('playwright-core') as {
      chromium: { launch(options: object): Promise<Browser> };
    };
    const executablePath = process.env['SPANWRIGHT_CHROMIUM'] ?? '/usr/bin/chromium';
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    mkdirSync(pictures, { recursive: true });
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  it('lists the trace, shows its tree, and renders the conversation', async () => {
    const page = await browser.newPage({ viewport: { width: 1500, height: 950 } });
    page.setDefaultTimeout(120_000);
    await page.goto(`${server.uri}/#/experiments/0/traces?startTimeLabel=ALL`);
    await page.getByText('Why is the sky blue?').first().waitFor();
    // It introduces a feature to whoever comes for the first time.
    await page.getByText('Got it').first().click();
    await page.screenshot({ path: join(pictures, 'list.png') });
    await page.getByText('Why is the sky blue?').first().click();
    await page.getByText('ask the model').first().waitFor();
    await page.screenshot({ path: join(pictures, 'tree.png') });
    await page.getByText('ask the model').first().click();
    await page.getByText('Because short waves scatter most.').first().waitFor();
    await page.screenshot({ path: join(pictures, 'chat.png') });
    expect(readdirSync(pictures)).toEqual(expect.arrayContaining(['list.png', 'tree.png', 'chat.png']));
  }, 300_000);
});

function chatTrace(traceId: string): TraceData {
  const startTimeNs = BigInt(Date.now()) * 1_000_000n;
  const question = 'Why is the sky blue?';
  const common = {
    traceId,
    startTimeNs,
    endTimeNs: startTimeNs + 5_000_000n,
    status: { code: 'OK' },
    events: [],
  } as const;
  const message = { role: 'assistant', content: 'Because short waves scatter most.' };
  return {
    info: {
      traceId,
      experimentId: '0',
      requestTimeMs: Number(startTimeNs / 1_000_000n),
      executionDurationMs: 5,
      state: 'OK',
      requestPreview: question,
      responsePreview: message.content,
      metadata: { 'mlflow.trace_schema.version': '3' },
      tags: { 'mlflow.traceName': 'answer' },
    },
    spans: [
      {
        ...common,
        spanId: '1'.repeat(16),
        name: 'answer',
        attributes: { 'mlflow.spanType': 'CHAIN', 'mlflow.spanInputs': { question } },
      },
      {
        ...common,
        spanId: '2'.repeat(16),
        parentSpanId: '1'.repeat(16),
        name: 'ask the model',
        attributes: {
          'mlflow.spanType': 'CHAT_MODEL',
          'mlflow.message.format': 'openai',
          'mlflow.spanInputs': { model: 'gpt-4o', messages: [{ role: 'user', content: question }] },
          'mlflow.spanOutputs': { choices: [{ index: 0, finish_reason: 'stop', message }] },
        },
      },
    ],
  };
}
