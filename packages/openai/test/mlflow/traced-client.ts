import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import { setTrackingUri, type Span, Trace } from '@spanwright/core';
import { applyIntegration, setTraceExporter } from '@spanwright/core/kit';
import { type ProviderServer, startProviderServer } from '@spanwright/fixtures';
import * as library from 'openai';
import type { OpenAIAutologOptions } from '../../src/index.ts';
import { openai } from '../../src/openai.ts';
import { TraceCollector } from '../trace-collector.ts';

const collector = new TraceCollector();

/** What a test works with: a client of a provider that replays recordings, and what was recorded of its calls. */
export interface TracedClient {
  /** A client whose calls are traced; the model's name chooses the recording. */
  client(options?: OpenAIAutologOptions, more?: library.ClientOptions): library.OpenAI;
  traces(): Promise<readonly Trace[]>;
  /** The only span of all traces. */
  span(): Promise<Span>;
}

/** Starts the provider for the tests of a file, and takes the tracing back after each. */
export function tracedClient(): TracedClient {
  let server: ProviderServer;
  let undo = (): void => {};
  beforeAll(async () => {
    // For runs, which are stored at once.
    setTrackingUri(`sqlite:${join(mkdtempSync(join(tmpdir(), 'spanwright-openai-')), 'runs.db')}`);
    setTraceExporter(collector);
    server = await startProviderServer();
  });
  afterEach(() => undo());
  afterAll(() => server.close());
  const traces = async (): Promise<readonly Trace[]> => (await collector.take()).map((data) => new Trace(data));
  return {
    client(options = {}, more = {}) {
      undo();
      undo = applyIntegration(openai, library, options);
      return new library.OpenAI({ apiKey: 'k', baseURL: server.url, maxRetries: 0, ...more });
    },
    traces,
    async span() {
      const spans = (await traces()).flatMap(({ data }) => data.spans);
      expect(spans.map(({ name }) => name)).toHaveLength(1);
      return spans[0] as Span;
    },
  };
}

/** Reads all of a stream. */
export async function readAll<T>(stream: AsyncIterable<T>, most = Infinity): Promise<T[]> {
  const items: T[] = [];
  for await (const item of stream) {
    items.push(item);
    if (items.length === most) break;
  }
  return items;
}

/** A `fetch` that answers with these chunks as a stream. */
export function streaming(chunks: readonly unknown[]): typeof globalThis.fetch {
  const text = `${chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join('')}data: [DONE]\n\n`;
  return async () => new Response(text, { headers: { 'content-type': 'text/event-stream' } });
}
