import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TraceData } from '@spanwright/core/model';
import { expectReviewed, nodeBinaries, type ProviderServer, startProviderServer } from '@spanwright/fixtures';

let server: ProviderServer;
beforeAll(async () => void (server = await startProviderServer()));
afterAll(() => server.close());

describe.each(nodeBinaries())('on %s', (node) => {
  describe.each(['langchain0', 'langchain1'])('%s', (generation) => {
    it.each(['esm', 'cjs'] as const)(
      'gives a program of format %s what it gave untraced, and the reviewed trees',
      (format) =>
        expectReviewed({
          node,
          version: generation,
          linked: ['@langchain', 'langchain', 'openai', 'zod'],
          programs: [join(__dirname, 'programs')],
          suite: 'scenarios.cjs',
          options: { generation, baseURL: server.url },
          format,
          integrations: ['langchain', 'openai'],
          snapshots: join(__dirname, '__snapshots__', generation),
          prints: HANDLER_ERROR,
          stable,
          checks: { 'thirty chains at once': expectNotMixed },
        }),
    );
  });
});

// LangChain prints what the scenario's own handler throws.
const HANDLER_ERROR = /^Error in handler .*from the handler\n/gm;

/** Thirty traces of four spans each, in each of which one number goes in and comes out. */
function expectNotMixed(traces: readonly TraceData[]): void {
  const numbers = traces.map(({ spans }) => {
    expect(spans).toHaveLength(4);
    const [number] = new Set(JSON.stringify(spans.map(({ attributes }) => attributes)).match(/"(\d+)"/g));
    const root = spans.find(({ parentSpanId }) => parentSpanId === undefined)?.attributes;
    expect(root).toMatchObject({ 'mlflow.spanOutputs': { output: JSON.parse(number ?? '') as string } });
    return number;
  });
  expect(new Set(numbers).size).toBe(30);
}

/** Without ids that LangChain makes up, ports that the system gives, and the two words that 0.3 has for an abort. */
function stable(text: string): string {
  return text
    .replaceAll('Error: Aborted', 'AbortError: This operation was aborted')
    .replaceAll(
      '"Error","exception.message":"Aborted"',
      '"AbortError","exception.message":"This operation was aborted"',
    )
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID')
    .replaceAll(/127\.0\.0\.1:\d+/g, 'PROVIDER');
}
