import { describe, expect, it } from '@jest/globals';
import { ChatReducer } from '../src/chat-reducer.ts';
import { OUTPUT_EVENTS } from '../src/responses-events.ts';
import { ResponsesReducer } from '../src/responses-reducer.ts';
import { usageOf } from '../src/usage.ts';
import { deepFreeze, sharedWith } from './support/chunks.ts';
import { type Random, randomOf } from './support/random.ts';

const STREAMS = 1000;

const CHAT_KEYS = [
  'id',
  'model',
  'created',
  'object',
  'usage',
  'choices',
  'index',
  'delta',
  'message',
  'content',
  'text',
  'thinking',
  'type',
  'role',
  'refusal',
  'tool_calls',
  'function',
  'function_call',
  'name',
  'arguments',
  'logprobs',
  'finish_reason',
  'audio',
  'reasoning_details',
  'annotations',
  'x_groq',
  'content_filter_results',
  'constructor',
  'toString',
  '__proto__',
  'length',
];

const EVENT_KEYS = [
  'type',
  'response',
  'item',
  'part',
  'delta',
  'text',
  'output',
  'content',
  'summary',
  'output_index',
  'content_index',
  'summary_index',
  'annotation',
  'annotations',
  'logprobs',
  'arguments',
  'code',
  'input',
  'usage',
  'error',
  'status',
  '__proto__',
];

const ODD = [
  null,
  true,
  false,
  0,
  1,
  2,
  -1,
  1.5,
  1e9,
  Number.NaN,
  '',
  'a',
  'text',
  'function',
  'thinking',
  [],
  {},
  [[]],
  [null],
  undefined,
];

function oddValue(random: Random, keys: readonly string[], depth: number): unknown {
  if (depth === 0 || random.below(3) === 0) return random.pick(ODD);
  if (random.below(3) === 0) return Array.from({ length: random.below(4) }, () => oddValue(random, keys, depth - 1));
  const object = {};
  for (let count = random.below(6); count > 0; count -= 1) {
    const value = oddValue(random, keys, depth - 1);
    Object.defineProperty(object, random.pick(keys), { value, enumerable: true, configurable: true });
  }
  return object;
}

function oddChunk(random: Random): unknown {
  const delta = oddValue(random, CHAT_KEYS, 4);
  const choice = {
    ...(oddValue(random, CHAT_KEYS, 3) as object),
    ...(random.below(2) && { index: random.below(3) }),
    delta,
  };
  const chunk = oddValue(random, CHAT_KEYS, 4);
  return random.below(4) ? { ...(chunk as object), choices: [choice, random.pick(ODD)] } : chunk;
}

const TYPES = [
  ...OUTPUT_EVENTS.keys(),
  'response.created',
  'response.completed',
  'response.failed',
  'error',
  'response.unheard_of',
];

function oddEvent(random: Random): unknown {
  const event = oddValue(random, EVENT_KEYS, 4);
  const known = {
    type: random.pick(TYPES),
    output_index: random.pick([0, 1, undefined, 'x']),
    delta: random.pick(['a', 1, null]),
  };
  return random.below(5) ? { ...(event as object), ...known } : event;
}

/** A value as the recorder takes it: no way to reach anything but JSON. */
function isWritable(value: unknown): boolean {
  return value === undefined || typeof JSON.stringify(value) === 'string';
}

describe.each([
  ['ChatReducer', () => new ChatReducer(), oddChunk],
  ['ResponsesReducer', () => new ResponsesReducer(), oddEvent],
] as const)('%s', (_name, makeReducer, makeChunk) => {
  it('takes chunks of any shape: never throws, changes or keeps them', () => {
    for (let seed = 1; seed <= STREAMS; seed += 1) {
      const random = randomOf(seed);
      const chunks = deepFreeze(Array.from({ length: 1 + random.below(8) }, () => makeChunk(random)));
      const reducer = makeReducer();
      for (const chunk of chunks) reducer.add(chunk);
      const result = reducer.result();
      expect(isWritable(result)).toBe(true);
      expect(sharedWith(chunks, result)).toEqual([]);
      expect(isWritable(usageOf(result))).toBe(true);
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('takes chunks that are no objects for nothing', () => {
    const reducer = makeReducer();
    for (const chunk of ODD.filter((value) => typeof value !== 'object' || Array.isArray(value) || value === null)) {
      reducer.add(chunk);
    }
    expect(reducer.result()).toBeUndefined();
  });

  it.each([
    ['objects', '{"a":', '}'],
    ['lists', '[', ']'],
    ['both', '{"a":[', ']}'],
  ])('takes %s nested without end', (_kind, open, close) => {
    const bottomless = JSON.parse(`{"b":${open.repeat(20_000)}1${close.repeat(20_000)}}`) as object;
    const reducer = makeReducer();
    for (let count = 0; count < 3; count += 1) {
      reducer.add({
        type: 'response.created',
        response: bottomless,
        choices: [{ delta: bottomless }],
        other: bottomless,
      });
    }
    expect(isWritable(reducer.result())).toBe(true);
  });
});
