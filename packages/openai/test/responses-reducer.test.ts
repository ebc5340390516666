import { describe, expect, it } from '@jest/globals';
import { ResponsesReducer } from '../src/responses-reducer.ts';
import { deepFreeze, sharedWith } from './support/chunks.ts';
import { randomOf } from './support/random.ts';
import { eventsFor, lastEventOf, type WholeResponse } from './support/response-events.ts';

const HEAD = {
  id: 'resp_1',
  object: 'response',
  created_at: 1_700_000_000,
  model: 'gpt-4o-mini',
  status: 'completed',
  error: null,
};
const USAGE = { input_tokens: 9, output_tokens: 12, total_tokens: 21 };

function message(...content: readonly { type: string }[]): {
  id: string;
  type: string;
  content: readonly { type: string }[];
} {
  return { id: 'msg_1', type: 'message', role: 'assistant', content } as ReturnType<typeof message>;
}

const WHOLE: Record<string, WholeResponse> = {
  'an answer with citations and log probabilities': {
    ...HEAD,
    output: [
      message({
        type: 'output_text',
        text: 'Hello world, ñandú 🦜!',
        annotations: [
          { type: 'url_citation', url: 'https://example.com', start_index: 0, end_index: 5 },
          { type: 'file_citation', file_id: 'f', index: 3 },
        ],
        logprobs: [
          { token: 'Hello', logprob: -0.1, bytes: [72] },
          { token: ' world', logprob: -0.2, bytes: [32] },
        ],
      } as { type: string }),
    ],
    usage: USAGE,
  },
  'several parts and a refusal': {
    ...HEAD,
    output: [
      message(
        { type: 'output_text', text: 'One.' } as { type: string },
        { type: 'refusal', refusal: 'No more.' } as { type: string },
      ),
    ],
    usage: USAGE,
  },
  'reasoning before the answer': {
    ...HEAD,
    output: [
      {
        id: 'rs_1',
        type: 'reasoning',
        summary: [
          { type: 'summary_text', text: 'First.' },
          { type: 'summary_text', text: 'Second.' },
        ],
        content: [{ type: 'reasoning_text', text: 'Because.' }],
      },
      message({ type: 'output_text', text: '42' } as { type: string }),
    ],
    usage: USAGE,
  },
  'calls of every kind of tool': {
    ...HEAD,
    output: [
      {
        id: 'fc_1',
        type: 'function_call',
        call_id: 'call_1',
        name: 'weather',
        arguments: '{"city":"Paris"}',
        status: 'completed',
      },
      {
        id: 'fc_2',
        type: 'function_call',
        call_id: 'call_2',
        name: 'weather',
        arguments: '{"city":"Rome"}',
        status: 'completed',
      },
      { id: 'mcp_1', type: 'mcp_call', server_label: 's', name: 'ask', arguments: '{}', output: 'yes' },
      { id: 'ct_1', type: 'custom_tool_call', call_id: 'call_3', name: 'sql', input: 'select 1' },
      { id: 'ci_1', type: 'code_interpreter_call', code: 'print(1)', outputs: null },
      { id: 'ws_1', type: 'web_search_call', status: 'completed', action: { type: 'search', query: 'q' } },
    ],
    usage: USAGE,
  },
};

function reducerOf(events: readonly unknown[]): ResponsesReducer {
  const reducer = new ResponsesReducer();
  for (const event of deepFreeze(events)) reducer.add(event);
  return reducer;
}

function fold(events: readonly unknown[]): Record<string, unknown> {
  return reducerOf(events).result() as unknown as Record<string, unknown>;
}

function outputText(response: WholeResponse): string {
  const parts = response.output.flatMap((item) => item.content ?? []);
  return parts.map((part) => (part.type === 'output_text' ? String(part['text']) : '')).join('');
}

describe('ResponsesReducer', () => {
  it.each(Object.entries(WHOLE))('gives %s as the plain call would have returned it', (_name, whole) => {
    const events = [...eventsFor(whole, randomOf(1)), lastEventOf(whole)];
    const result = fold(events);
    expect(result).toStrictEqual({ ...whole, output_text: outputText(whole) });
    expect(sharedWith(events, result)).toEqual([]);
  });

  it.each(Object.entries(WHOLE))('puts %s together again where the last event never came', (_name, whole) => {
    for (let seed = 1; seed <= 20; seed += 1) {
      for (const done of [true, false]) {
        const events = eventsFor(whole, randomOf(seed), { done });
        const result = fold(events);
        expect(result).toMatchObject({ id: 'resp_1', model: 'gpt-4o-mini', status: 'in_progress' });
        expect(result['output']).toStrictEqual(whole.output);
        expect(result['output_text']).toBe(outputText(whole));
        expect(sharedWith(events, result)).toEqual([]);
      }
    }
  });

  it.each(Object.entries(WHOLE))('puts %s together though every announcement was lost', (_name, whole) => {
    const events = eventsFor(whole, randomOf(3)).filter((event) => (event as { type: string }).type.endsWith('.delta'));
    const texts = JSON.stringify(fold(events)['output']);
    for (const text of ['Hello world, ñandú 🦜!', 'No more.', 'Because.', 'Second.', 'select 1', 'print(1)']) {
      expect(texts.includes(text)).toBe(JSON.stringify(whole.output).includes(text));
    }
  });

  it('takes the text that an event brings whole in place of the deltas before it', () => {
    const place = { output_index: 0, content_index: 0 };
    const events = [
      { type: 'response.output_text.delta', ...place, delta: 'Hal' },
      { type: 'response.output_text.done', ...place, text: 'Hello' },
    ];
    expect(fold(events)['output_text']).toBe('Hello');
  });

  it('tells what had arrived when the program left the stream', () => {
    const events = eventsFor(WHOLE['an answer with citations and log probabilities']!, randomOf(2));
    const firstDelta = events.findIndex((event) => (event as { type: string }).type === 'response.output_text.delta');
    const { delta } = events[firstDelta] as { delta: string };
    expect(fold(events.slice(0, firstDelta + 1))).toMatchObject({
      status: 'in_progress',
      output: [{ id: 'msg_1', content: [{ type: 'output_text', text: delta }] }],
      output_text: delta,
    });
  });

  it('has nothing to say of a stream that delivered nothing', () => {
    expect(new ResponsesReducer().result()).toBeUndefined();
  });

  it('takes the output collected so far where the last event repeats none', () => {
    const whole = WHOLE['several parts and a refusal']!;
    const result = fold([...eventsFor(whole, randomOf(1)), lastEventOf({ ...whole, output: [] })]);
    expect(result).toStrictEqual({ ...whole, output_text: 'One.' });
  });

  it('shows a response that failed, with its error and what it had said', () => {
    const failed = {
      ...HEAD,
      status: 'failed',
      error: { code: 'server_error', message: 'The model failed.' },
      output: [],
      usage: null,
    };
    const begun = eventsFor(WHOLE['several parts and a refusal']!, randomOf(1), { done: false }).slice(0, -1);
    const result = fold([...begun, lastEventOf(failed)]);
    expect(result).toMatchObject({ status: 'failed', error: failed.error });
    expect(result['output_text']).toBe('One.');
  });

  it('shows why a response is incomplete', () => {
    const whole = {
      ...WHOLE['several parts and a refusal']!,
      status: 'incomplete',
      incomplete_details: { reason: 'max_output_tokens' },
    };
    expect(fold([...eventsFor(whole, randomOf(1)), lastEventOf(whole)])).toMatchObject({
      status: 'incomplete',
      incomplete_details: { reason: 'max_output_tokens' },
      usage: USAGE,
    });
  });

  it('shows an error event, with or without a response', () => {
    const event = {
      type: 'error',
      code: 'rate_limit_exceeded',
      message: 'Slow down.',
      param: null,
      sequence_number: 3,
    };
    expect(fold([event])).toMatchObject({ error: { code: 'rate_limit_exceeded', message: 'Slow down.' } });
    expect(fold([{ type: 'response.created', response: { ...HEAD, output: [] } }, event])).toMatchObject({
      id: 'resp_1',
      error: { code: 'rate_limit_exceeded' },
    });
  });

  it('has no place for an index without end', () => {
    const deltas = [0, 1e9, 2 ** 52].map((content_index) => ({
      type: 'response.output_text.delta',
      output_index: 1e9,
      content_index,
      delta: 'x',
    }));
    expect(fold(deltas)['output']).toEqual([
      { type: 'message', role: 'assistant', content: [0, 1, 2].map(() => ({ type: 'output_text', text: 'x' })) },
    ]);
  });
});
