import { describe, expect } from '@jest/globals';
import { startSpan, trace, updateCurrentTrace, withSpan } from '../../src/index.ts';
import { type JsonValue, previewOf, sumTokenUsage, type UsageCarrier } from '../../src/model/index.ts';
import { conforms, conformsLogged, conformsOnce } from './support/conforms.ts';
import { exceptionsOf, rootOf, spanOf } from './support/spans.ts';

const USAGE_KEY = 'mlflow.chat.tokenUsage';

const usage = (input: number, output: number, more: object = {}) => ({
  input_tokens: input,
  output_tokens: output,
  total_tokens: input + output,
  ...more,
});

function carrier(spanId: string, parentSpanId?: string, used?: JsonValue): UsageCarrier {
  return {
    spanId,
    ...(parentSpanId !== undefined && { parentSpanId }),
    attributes: used === undefined ? {} : { [USAGE_KEY]: used },
  };
}

describe('what is known of a trace', () => {
  conforms(76, 'id, state, start and duration are those of the root', async (of) => {
    await trace((n: number) => of.give(() => n * 2))(21);
    const traced = await of.trace();
    const { startTimeNs, endTimeNs = 0n } = rootOf(traced);
    expect(traced.info.traceId).toMatch(/^tr-[0-9a-f]{32}$/);
    expect(traced.info.traceId).toHaveLength(35);
    expect(traced.info.state).toBe('OK');
    expect(Math.abs(traced.info.requestTimeMs - Number(startTimeNs) / 1e6)).toBeLessThanOrEqual(1);
    const duration = Number(endTimeNs - startTimeNs) / 1e6;
    expect(Math.abs((traced.info.executionDurationMs ?? -1) - duration)).toBeLessThanOrEqual(1);
  });

  conforms(77, 'metadata has the inputs and outputs as JSON of at most 250 characters', async (of) => {
    const short = trace((question: string) => of.give(() => ({ answer: question })));
    await short('why?');
    await withSpan({ name: 'long', inputs: 'i'.repeat(300) }, () => of.give(() => ['o'.repeat(300)]));
    const [first, second] = (await of.traces()).map(({ info }) => info.metadata);
    expect(JSON.parse(first?.['mlflow.traceInputs'] ?? '')).toEqual({ question: 'why?' });
    expect(JSON.parse(first?.['mlflow.traceOutputs'] ?? '')).toEqual({ answer: 'why?' });
    for (const [key, begin] of [
      ['mlflow.traceInputs', '"iii'],
      ['mlflow.traceOutputs', '["ooo'],
    ] as const) {
      expect(second?.[key]).toHaveLength(250);
      expect(second?.[key]?.startsWith(begin)).toBe(true);
      expect(second?.[key]?.endsWith('...')).toBe(true);
    }
  });

  conforms(82, 'previews that the program sets win; one that is no text is refused', async (of) => {
    await withSpan({ name: 'x', inputs: 'question' }, () =>
      of.give(() => {
        expect(() => updateCurrentTrace({ requestPreview: 7 as never })).toThrow('must be a string');
        expect(() => updateCurrentTrace({ responsePreview: {} as never })).toThrow('must be a string');
        updateCurrentTrace({ requestPreview: 'asked', responsePreview: 'said' });
        return 'answer';
      }),
    );
    const { info, data } = await of.trace();
    expect([info.requestPreview, info.responsePreview, data.response]).toEqual(['asked', 'said', 'answer']);
  });

  conforms(89, 'says where it comes from, and adds no tags but its name', async (of) => {
    await trace(function work() {
      return of.give(() => 1);
    })();
    const { metadata, tags } = (await of.trace()).info;
    expect(metadata).toMatchObject({ 'mlflow.trace_schema.version': '3', 'mlflow.source.name': expect.any(String) });
    expect(tags).toEqual({ 'mlflow.traceName': 'work' });
  });

  conforms(90, 'is OK while its root is, and ERROR when its root is', async (of) => {
    const failing = trace(function failing() {
      return of.give((): void => {
        throw new Error('no');
      });
    });
    const guarding = trace(async function guarding() {
      await Promise.resolve(failing()).catch(() => {});
      return 'went on';
    });
    await guarding().catch(() => {});
    await (async () => failing())().catch(() => {});
    const found = await of.traces();
    const tolerant = found.find((traced) => rootOf(traced).name === 'failing');
    expect(tolerant?.info.state).toBe('ERROR');
    if (of.mode.calls === 'sync') return;
    const ok = found.find((traced) => rootOf(traced).name === 'guarding');
    expect([ok?.info.state, ok && spanOf(ok, 'failing').status.code]).toEqual(['OK', 'ERROR']);
    expect(ok && exceptionsOf(spanOf(ok, 'failing'))).toEqual(['Error']);
  });
});

describe('a preview', () => {
  const user = { role: 'user', content: 'first question' };
  const again = { role: 'user', content: 'last question' };
  const assistant = { role: 'assistant', content: 'answer' };

  conformsOnce(78, 'is a short text as it is, a long one cut, and null for nothing', () => {
    expect(previewOf({ a: 1 }, 'user')).toBe('{"a":1}');
    const long = previewOf({ text: 'x'.repeat(2000) }, 'user') ?? '';
    expect([long.length, long.slice(-4)]).toEqual([1000, 'x...']);
    expect([previewOf(null, 'user'), previewOf(undefined, 'user')]).toEqual([undefined, undefined]);
  });

  conformsOnce(79, 'of messages is the last one of the role, else the last', () => {
    const messages = [user, assistant, again, { role: 'tool', content: 'seven' }];
    expect(previewOf({ messages }, 'user')).toBe('last question');
    expect(previewOf({ messages }, 'assistant')).toBe('answer');
    expect(previewOf({ messages: [user] }, 'assistant')).toBe('first question');
  });

  conformsOnce(80, 'finds the messages of every API, and the text part among parts', () => {
    const parts = [
      { type: 'image_url', image_url: { url: 'data:' } },
      { type: 'text', text: 'what is this?' },
    ];
    expect(previewOf({ input: [user, again] }, 'user')).toBe('last question');
    expect(previewOf({ request: { input: [user] } }, 'user')).toBe('first question');
    expect(previewOf({ choices: [{ message: assistant }] }, 'assistant')).toBe('answer');
    const output = [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'said' }] }];
    expect(previewOf({ output }, 'assistant')).toBe('said');
    expect(previewOf({ messages: [{ role: 'user', content: parts }] }, 'user')).toBe('what is this?');
    const image = { messages: [{ role: 'user', content: parts.slice(0, 1) }] };
    expect(previewOf(image, 'user')).toBe(JSON.stringify(image));
  });

  conformsOnce(81, 'of messages in no known shape is their JSON', () => {
    const shapes: JsonValue[] = [
      { messages: 7 },
      { messages: [] },
      { messages: 'text' },
      { messages: ['text', 7] },
      { messages: [{ role: 'user' }] },
      { choices: [] },
      { choices: [{ text: 'x' }] },
      [1, 2],
    ];
    for (const shape of shapes) expect(previewOf(shape, 'user')).toBe(JSON.stringify(shape));
  });
});

describe('token usage', () => {
  conforms(83, 'of a trace is the sum over spans, those below a span with usage left out', async (of) => {
    await withSpan('root', async () => {
      await withSpan('framework', (outer) => {
        outer.setAttribute(USAGE_KEY, usage(9, 12));
        return of.give(() => withSpan('provider', (inner) => void inner.setAttribute(USAGE_KEY, usage(9, 12))));
      });
      await withSpan('second', (span) => of.give(() => void span.setAttribute(USAGE_KEY, usage(1, 2))));
    });
    const { metadata } = (await of.trace()).info;
    expect(JSON.parse(metadata['mlflow.trace.tokenUsage'] ?? '')).toEqual(usage(10, 14));
  });

  conformsOnce(84, 'of siblings is added, also under a span without, and under one that is not there', () => {
    const spans = [
      carrier('root'),
      carrier('plain', 'root'),
      carrier('a', 'plain', usage(1, 1)),
      carrier('b', 'plain', usage(2, 2)),
      carrier('orphan', 'elsewhere', usage(4, 4)),
      carrier('below', 'orphan', usage(100, 100)),
    ];
    expect(sumTokenUsage(spans)).toEqual(usage(7, 7));
    expect(sumTokenUsage([carrier('root')])).toBeUndefined();
  });

  conformsOnce(85, 'has keys of the cache only when a span has them', () => {
    const cached = { cache_read_input_tokens: 3 };
    expect(sumTokenUsage([carrier('a', undefined, usage(1, 1))])).not.toHaveProperty('cache_read_input_tokens');
    const spans = [carrier('a', undefined, usage(5, 1, cached)), carrier('b', undefined, usage(1, 1))];
    expect(sumTokenUsage(spans)).toEqual(usage(6, 2, cached));
    expect(sumTokenUsage(spans)).not.toHaveProperty('cache_creation_input_tokens');
  });

  conformsLogged(88, 'that makes no sense does not keep the trace from being stored', async (of) => {
    const broken = startSpan('broken');
    for (const wrong of ['many', 7, [], { input_tokens: 'x' }]) {
      startSpan({ name: 'call', parent: broken, attributes: { [USAGE_KEY]: wrong } }).end();
    }
    broken.lateAttributes = () => {
      throw new Error('reader broke');
    };
    broken.end();
    expect((await of.trace()).data.spans).toHaveLength(5);
    expect(of.warnings).toEqual([expect.stringContaining('reader broke')]);
  });
});
