import { describe, expect, it } from '@jest/globals';
import { ResponsesReducer } from '../../src/responses-reducer.ts';
import { usageOf } from '../../src/usage.ts';
import { deepFreeze, sharedWith } from '../support/chunks.ts';
import { chunksOf, exchangesOf } from '../support/recordings.ts';

interface Event {
  readonly type: string;
  readonly response?: Record<string, unknown>;
}

interface Part {
  readonly type: string;
  readonly text?: string;
}

interface Item {
  readonly type: string;
  readonly content?: readonly Part[];
  readonly summary?: readonly Part[];
  readonly arguments?: unknown;
  readonly code?: unknown;
}

const FINAL = ['response.completed', 'response.incomplete', 'response.failed'];
const streams = exchangesOf('responses').filter(({ sse }) => sse !== undefined);

function fold(events: readonly unknown[]): Record<string, unknown> {
  const reducer = new ResponsesReducer();
  for (const event of events) reducer.add(event);
  return reducer.result() as unknown as Record<string, unknown>;
}

async function eventsOf(sse: string | undefined): Promise<Event[]> {
  return deepFreeze((await chunksOf(sse!)) as Event[]);
}

function finalOf(events: readonly Event[]): Record<string, unknown> | undefined {
  return events.findLast(({ type }) => FINAL.includes(type))?.response;
}

/** What the deltas alone tell of an output item: its texts, arguments and code. */
function toldByDeltas({ type, content, summary, arguments: args, code }: Item): unknown {
  const texts = (parts: readonly Part[] | undefined) => (parts ?? []).map((part) => [part.type, part.text]);
  const called = type === 'function_call' || type === 'mcp_call' ? args : undefined;
  return { type, content: texts(content), summary: texts(summary), called, code };
}

/** An output without what the provider itself words differently in its last event. */
function stable(output: unknown): unknown {
  const differing = ['encrypted_content', 'logprobs', 'tools'];
  return JSON.parse(JSON.stringify(output, (key, value: unknown) => (differing.includes(key) ? undefined : value)));
}

describe('recorded Responses streams', () => {
  it('are there', () => {
    expect(streams.length).toBeGreaterThan(70);
  });

  it.each(streams)('$title folds into the response of its last event', async ({ sse }) => {
    const events = await eventsOf(sse);
    const result = fold(events);
    const final = finalOf(events) ?? events.findLast(({ response }) => response)?.response;
    expect(result).toMatchObject({ ...final, output: final!['output'] ?? expect.anything() });
    expect(sharedWith(events, result)).toEqual([]);
    const usage = final!['usage'] as Record<string, number> | null;
    expect(usageOf(result)).toEqual(
      usage
        ? expect.objectContaining({ input_tokens: usage['input_tokens'], output_tokens: usage['output_tokens'] })
        : undefined,
    );
  });

  it.each(streams)('$title gives the same output without its last event', async ({ sse }) => {
    const events = await eventsOf(sse);
    const final = finalOf(events);
    const rebuilt = fold(events.filter(({ type }) => !FINAL.includes(type)));
    if (final) expect(stable(rebuilt['output'])).toEqual(stable(final['output']));
    else expect(rebuilt['output']).toBeInstanceOf(Array);
  });

  // The shell recording's deltas were shortened where it was taken from.
  const complete = streams.filter(({ title }) => !title.includes('shell-container'));

  it.each(complete)('$title gives the same texts from its deltas alone', async ({ sse }) => {
    const events = await eventsOf(sse);
    const rebuilt = fold(events.filter(({ type }) => !FINAL.includes(type) && !type.endsWith('.done')));
    const final = finalOf(events);
    if (final)
      expect((rebuilt['output'] as Item[]).map(toldByDeltas)).toEqual((final['output'] as Item[]).map(toldByDeltas));
    else expect(rebuilt['status']).toBe(events[0]!.response!['status']);
  });
});
