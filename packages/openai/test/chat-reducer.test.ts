import { describe, expect, it } from '@jest/globals';
import { ChatReducer } from '../src/chat-reducer.ts';
import { chunksFor, type WholeChat } from './support/chat-chunks.ts';
import { deepFreeze, sharedWith } from './support/chunks.ts';
import { randomOf } from './support/random.ts';

const HEAD = { id: 'chatcmpl-1', object: 'chat.completion', created: 1_700_000_000, model: 'gpt-4o-mini' };
const USAGE = { prompt_tokens: 9, completion_tokens: 12, total_tokens: 21 };

function fold(chunks: readonly unknown[]): unknown {
  const reducer = new ChatReducer();
  for (const chunk of deepFreeze(chunks)) reducer.add(chunk);
  return reducer.result();
}

function chunk(...choices: readonly object[]): object {
  return { ...HEAD, object: 'chat.completion.chunk', choices };
}

function deltas(...pieces: readonly object[]): object[] {
  return pieces.map((delta) => chunk({ index: 0, delta, finish_reason: null }));
}

function message(result: unknown): Record<string, unknown> {
  return (result as { choices: { message: Record<string, unknown> }[] }).choices[0]!.message;
}

function call(id: string, name: string, args: string): object {
  return { id, type: 'function', function: { name, arguments: args } };
}

const WHOLE: Record<string, WholeChat> = {
  'a plain answer': {
    ...HEAD,
    system_fingerprint: 'fp_1',
    service_tier: 'default',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: 'Hello world, ñandú 🦜!', refusal: null },
        logprobs: null,
        finish_reason: 'stop',
      },
    ],
    usage: USAGE,
  },
  'two choices': {
    ...HEAD,
    choices: [
      { index: 0, message: { role: 'assistant', content: 'Tea is warm.' }, finish_reason: 'stop' },
      { index: 1, message: { role: 'assistant', content: 'Coffee is strong.' }, finish_reason: 'length' },
    ],
    usage: USAGE,
  },
  'parallel tool calls': {
    ...HEAD,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: null,
          tool_calls: [call('call_a', 'weather', '{"city":"Paris"}'), call('call_b', 'time', '{"zone":"CET"}')],
        },
        finish_reason: 'tool_calls',
      },
    ],
    usage: USAGE,
  },
  'tool calls in two choices': {
    ...HEAD,
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: null, tool_calls: [call('a', 'get', '{"k":1}')] },
        finish_reason: 'tool_calls',
      },
      {
        index: 1,
        message: {
          role: 'assistant',
          content: null,
          tool_calls: [call('b', 'put', '{"k":2}'), call('c', 'get', '{}')],
        },
        finish_reason: 'tool_calls',
      },
    ],
  },
  'a refusal with its log probabilities': {
    ...HEAD,
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: null, refusal: 'I cannot help with that.' },
        logprobs: { content: null, refusal: [{ token: 'I', logprob: -0.1, bytes: [73], top_logprobs: [] }] },
        finish_reason: 'stop',
      },
    ],
  },
  'log probabilities': {
    ...HEAD,
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: 'Hi there' },
        logprobs: {
          content: [
            {
              token: 'Hi',
              logprob: -0.01,
              bytes: [72, 105],
              top_logprobs: [{ token: 'Hey', logprob: -4, bytes: null }],
            },
            { token: ' there', logprob: -0.02, bytes: null, top_logprobs: [] },
          ],
          refusal: null,
        },
        finish_reason: 'stop',
      },
    ],
  },
  'a legacy function call': {
    ...HEAD,
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: null, function_call: { name: 'lookup', arguments: '{"q":"x"}' } },
        finish_reason: 'function_call',
      },
    ],
  },
  audio: {
    ...HEAD,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: null,
          audio: { id: 'audio_1', data: 'UklGRg==AAAA', transcript: 'Good day', expires_at: 1_729_234_747 },
        },
        finish_reason: 'stop',
      },
    ],
  },
  'reasoning beside the answer': {
    ...HEAD,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: '42',
          reasoning_content: 'Six times seven.',
          some_new_text: 'from a provider',
        },
        finish_reason: 'stop',
      },
    ],
  },
};

describe('ChatReducer', () => {
  it.each(Object.entries(WHOLE))('gives %s as the plain call would have returned it', (_name, whole) => {
    for (let seed = 1; seed <= 50; seed += 1) {
      const chunks = chunksFor(whole, randomOf(seed));
      const result = fold(chunks);
      expect(result).toStrictEqual(whole);
      expect(sharedWith(chunks, result)).toEqual([]);
    }
  });

  it('has nothing to say of a stream that delivered nothing', () => {
    expect(new ChatReducer().result()).toBeUndefined();
  });

  it('tells what had arrived when the program left the stream, without usage and finish reason', () => {
    const [first, second] = deltas({ role: 'assistant', content: 'Hel' }, { content: 'lo' });
    expect(fold([first, second])).toStrictEqual({
      ...HEAD,
      choices: [{ index: 0, message: { role: 'assistant', content: 'Hello' }, finish_reason: null }],
    });
  });

  it('can be asked in mid-stream and goes on', () => {
    const reducer = new ChatReducer();
    const [first, second] = deltas({ content: 'a' }, { content: 'b' });
    reducer.add(first);
    expect(message(reducer.result())['content']).toBe('a');
    reducer.add(second);
    expect(message(reducer.result())['content']).toBe('ab');
  });

  it("keeps Azure's content filter results and ignores the empty names of its annotation chunks", () => {
    const filtered = { hate: { filtered: false, severity: 'safe' } };
    const annotation = { id: '', object: '', created: 0, model: '' };
    const result = fold([
      { ...annotation, choices: [], prompt_filter_results: [{ prompt_index: 0, content_filter_results: filtered }] },
      chunk({ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null, content_filter_results: {} }),
      chunk({ index: 0, delta: { content: 'Hi' }, finish_reason: null, content_filter_results: filtered }),
      chunk({ index: 0, delta: {}, finish_reason: 'stop', content_filter_results: {} }),
      {
        ...annotation,
        choices: [
          {
            index: 0,
            finish_reason: null,
            content_filter_results: { violence: { filtered: true } },
            content_filter_offsets: { start_offset: 1 },
          },
        ],
      },
    ]);
    expect(result).toMatchObject({
      ...HEAD,
      prompt_filter_results: [{ prompt_index: 0, content_filter_results: filtered }],
      choices: [
        {
          message: { content: 'Hi' },
          finish_reason: 'stop',
          content_filter_results: { ...filtered, violence: { filtered: true } },
        },
      ],
    });
  });

  it('joins content that comes as a list of texts, as one text', () => {
    const result = fold(
      deltas(
        { content: [{ type: 'text', text: 'Hello' }] },
        { content: [' ', { type: 'text', text: 'world' }] },
        { content: '!' },
      ),
    );
    expect(message(result)['content']).toBe('Hello world!');
  });

  it("keeps Mistral's thinking apart from the answer, as the whole message has it", () => {
    const thinking = (text: string): object => ({ type: 'thinking', thinking: [{ type: 'text', text }] });
    const result = fold(
      deltas(
        { role: 'assistant', content: '' },
        { content: [thinking('Twelve')] },
        { content: '' },
        {
          content: [
            { ...thinking(' times'), closed: true },
            { type: 'text', text: '1' },
          ],
        },
        { content: '44' },
      ),
    );
    expect(message(result)['content']).toEqual([
      { type: 'thinking', thinking: [{ type: 'text', text: 'Twelve times' }], closed: true },
      { type: 'text', text: '144' },
    ]);
  });

  it("folds OpenRouter's reasoning details by index and type, and repeats no label", () => {
    const detail = (text: string): object => ({
      type: 'reasoning.text',
      text,
      format: 'anthropic-claude-v1',
      index: 0,
    });
    const result = fold(
      deltas(
        { role: 'assistant', content: '', reasoning: 'Let me', reasoning_details: [detail('Let me')] },
        { role: 'assistant', content: '', reasoning: ' see', reasoning_details: [detail(' see')] },
        {
          role: 'assistant',
          reasoning: null,
          reasoning_details: [{ type: 'reasoning.encrypted', data: 'opaque', index: 0 }],
        },
      ),
    );
    expect(message(result)).toEqual({
      role: 'assistant',
      content: '',
      reasoning: 'Let me see',
      reasoning_details: [detail('Let me see'), { type: 'reasoning.encrypted', data: 'opaque', index: 0 }],
    });
  });

  it('keeps every citation that a delta brings', () => {
    const citation = (url: string): object => ({ type: 'url_citation', url_citation: { url, start_index: 0 } });
    const result = fold(deltas({ content: 'a', annotations: [citation('x')] }, { annotations: [citation('y')] }));
    expect(message(result)['annotations']).toEqual([citation('x'), citation('y')]);
  });

  it('takes the usage of the last chunk that has one', () => {
    const result = fold([
      { ...chunk(), usage: { ...USAGE, completion_tokens: 1 } },
      { ...chunk(), usage: USAGE },
      { ...chunk(), usage: null },
    ]);
    expect(result).toMatchObject({ usage: USAGE });
  });

  it("finds Groq's usage where it is not asked for", () => {
    const result = fold([
      { ...chunk(), x_groq: { id: 'req_1' } },
      { ...chunk(), x_groq: { id: 'req_1', usage: USAGE } },
    ]);
    expect(result).toMatchObject({ usage: USAGE, x_groq: { id: 'req_1' } });
  });

  it('drops the padding that hides the length of chunks', () => {
    expect(fold([{ ...chunk(), obfuscation: 'x7Kq', p: 'abc' }])).toStrictEqual({ ...HEAD, choices: [] });
  });

  it('takes a text once that chunks carry twice, as those of Together and Perplexity do', () => {
    const whole = (content: string): object => ({ role: 'assistant', content });
    const result = fold([
      chunk({ index: 0, delta: { content: '1', token_id: 16 }, text: '1', message: whole('1') }),
      chunk({ index: 0, delta: { content: ' 2', token_id: 362 }, text: ' 2', message: whole('1 2') }),
      chunk({ index: 0, delta: { content: '.' } }),
    ]);
    expect(result).toStrictEqual({ ...HEAD, choices: [{ index: 0, message: whole('1 2.'), finish_reason: null }] });
  });

  it('takes a whole message where a gateway sends one in place of deltas', () => {
    const result = fold([
      chunk({ index: 0, message: { role: 'assistant', content: 'cached' }, finish_reason: 'stop' }),
    ]);
    expect(result).toMatchObject({ choices: [{ message: { content: 'cached' }, finish_reason: 'stop' }] });
  });

  it('shows an error that a gateway sends as a chunk', () => {
    expect(fold([{ error: { code: 502, message: 'Upstream failed' } }])).toMatchObject({
      error: { message: 'Upstream failed' },
    });
  });

  it('never lets a chunk reach the prototype of objects', () => {
    const evil = JSON.parse(
      '{"__proto__":{"polluted":1},"choices":[{"index":0,"__proto__":{"polluted":1},"delta":{"__proto__":{"polluted":1},"content":"ok","tool_calls":[{"index":0,"__proto__":{"polluted":1}}]}}]}',
    );
    const folded = message(fold([evil, evil]));
    expect(folded).toStrictEqual({ role: 'assistant', content: 'okok', tool_calls: [{}] });
    const [toolCall] = folded['tool_calls'] as object[];
    expect(Object.getPrototypeOf(toolCall)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('stops a text that outgrows every bound', () => {
    const reducer = new ChatReducer();
    const huge = deltas({ content: 'x'.repeat(1_000_000) })[0];
    for (let count = 0; count < 10; count += 1) reducer.add(huge);
    expect((message(reducer.result())['content'] as string).length).toBe(5_000_000);
  });
});

describe('tool calls in a stream', () => {
  const named = (fields: object, id: string, name: string, args: string): object => ({
    ...fields,
    id,
    type: 'function',
    function: { name, arguments: args },
  });
  const more = (fields: object, args: string): object => ({ ...fields, function: { arguments: args } });

  function calls(...pieces: readonly (readonly object[])[]): unknown {
    return message(fold(deltas(...pieces.map((tool_calls) => ({ tool_calls })))))['tool_calls'];
  }

  it('are kept apart when their pieces alternate, and put in order', () => {
    expect(
      calls(
        [named({ index: 1 }, 'b', 'second', '{')],
        [named({ index: 0 }, 'a', 'first', '[')],
        [more({ index: 1 }, '}'), more({ index: 0 }, ']')],
      ),
    ).toEqual([call('a', 'first', '[]'), call('b', 'second', '{}')]);
  });

  it('are told apart by their ids when the provider sends no index', () => {
    expect(calls([named({}, 'a', 'first', '{}')], [named({}, 'b', 'second', '{"k":')], [more({}, '1}')])).toEqual([
      call('a', 'first', '{}'),
      call('b', 'second', '{"k":1}'),
    ]);
  });

  it('are kept apart by their ids when their pieces alternate without an index', () => {
    const pieces = [
      named({}, 'a', 'first', '['),
      named({}, 'b', 'second', '{'),
      more({ id: 'a' }, ']'),
      more({ id: 'b' }, '}'),
    ];
    expect(calls(pieces)).toEqual([call('a', 'first', '[]'), call('b', 'second', '{}')]);
  });

  it('are told apart when all of them have index 0', () => {
    expect(calls([named({ index: 0 }, 'a', 'first', '{}')], [named({ index: 0 }, 'b', 'second', '{}')])).toEqual([
      call('a', 'first', '{}'),
      call('b', 'second', '{}'),
    ]);
  });

  it('stay one call when the provider makes up a new id for every piece', () => {
    expect(calls([named({ index: 0 }, 'a', 'first', '{')], [more({ index: 0, id: 'random' }, '}')])).toEqual([
      { ...call('a', 'first', '{}'), id: 'random' },
    ]);
  });

  it('stay one call when every piece repeats id and name', () => {
    expect(calls([named({ index: 0 }, 'a', 'first', '{')], [named({ index: 0 }, 'a', 'first', '}')])).toEqual([
      call('a', 'first', '{}'),
    ]);
  });
});
