import {
  type JsonValue,
  SpanAttributeKey,
  type SpanData,
  type SpanEvent,
  SpanEventKey,
  Trace,
  type TraceData,
  type TraceInfo,
} from '@spanwright/core/model';

const START_MS = Date.UTC(2026, 10, 21, 14, 3, 22);
const TRACE_ID = 'tr-0af7651916cd43dd8448eb211c80319c';

/** What the samples say of a span; everything else has a default. */
export interface SampleSpan {
  readonly id: string;
  readonly parent?: string;
  readonly name: string;
  readonly type?: string;
  /** Milliseconds after the start of the trace. */
  readonly from?: number;
  /** Milliseconds after the start of the trace; null while the span is open. */
  readonly to?: number | null;
  readonly inputs?: JsonValue;
  readonly outputs?: JsonValue;
  readonly usage?: { readonly [key: string]: number };
  readonly attributes?: { readonly [key: string]: JsonValue };
  readonly error?: readonly [type: string, message: string];
}

/** A trace of these spans. */
export function sampleTrace(spans: readonly SampleSpan[], info: Partial<TraceInfo> = {}): Trace {
  return new Trace(sampleData(spans, info));
}

/** The same as plain data, as a store takes it. */
export function sampleData(spans: readonly SampleSpan[], info: Partial<TraceInfo> = {}): TraceData {
  const traceId = info.traceId ?? TRACE_ID;
  const ends = spans.map(({ to = 1000 }) => to ?? 0);
  return {
    info: {
      traceId,
      experimentId: '0',
      requestTimeMs: START_MS,
      executionDurationMs: ends.reduce((last, end) => Math.max(last, end), 0),
      state: spans.some((span) => span.error && span.parent === undefined) ? 'ERROR' : 'OK',
      metadata: {},
      tags: {},
      ...info,
    },
    spans: spans.map((span) => ({ ...spanData(span), traceId })),
  };
}

function spanData(sample: SampleSpan): Omit<SpanData, 'traceId'> {
  const { id, parent, name, error, from = 0, to = 1000 } = sample;
  return {
    spanId: id.padStart(16, '0'),
    ...(parent !== undefined && { parentSpanId: parent.padStart(16, '0') }),
    name,
    startTimeNs: nanoseconds(from),
    ...(to !== null && { endTimeNs: nanoseconds(to) }),
    status: { code: error ? 'ERROR' : 'OK' },
    attributes: attributesOf(sample),
    events: error ? [exceptionEvent(error, to ?? from)] : [],
  };
}

function attributesOf({ type = 'UNKNOWN', inputs, outputs, usage, attributes }: SampleSpan): SpanData['attributes'] {
  return {
    [SpanAttributeKey.SPAN_TYPE]: type,
    ...(inputs !== undefined && { [SpanAttributeKey.INPUTS]: inputs }),
    ...(outputs !== undefined && { [SpanAttributeKey.OUTPUTS]: outputs }),
    ...(usage && { [SpanAttributeKey.CHAT_USAGE]: usage }),
    ...attributes,
  };
}

function exceptionEvent([type, message]: readonly [string, string], atMs: number): SpanEvent {
  const attributes = { [SpanEventKey.EXCEPTION_TYPE]: type, [SpanEventKey.EXCEPTION_MESSAGE]: message };
  return { name: SpanEventKey.EXCEPTION, timeNs: nanoseconds(atMs), attributes };
}

function nanoseconds(ms: number): bigint {
  return BigInt(START_MS) * 1_000_000n + BigInt(Math.round(ms * 1e6));
}

function usage(input: number, output: number, cached = 0): { readonly [key: string]: number } {
  return {
    input_tokens: input,
    output_tokens: output,
    total_tokens: input + output,
    ...(cached > 0 && { cache_read_input_tokens: cached }),
  };
}

const QUESTION = 'What should I wear in Paris today? I will be cycling along the Seine for two hours.';
const ADVICE = 'Take a light, wind-proof jacket: it is 18 °C and clear, but on a bicycle by the river it feels cooler.';
const CALL = {
  id: 'call_1',
  type: 'function',
  function: { name: 'get_weather', arguments: '{"city":"Paris","unit":"celsius"}' },
};
const CONVERSATION = [
  { role: 'system', content: 'You are a helpful assistant.' },
  { role: 'user', content: QUESTION },
];

/** An agent's turn: a model call that asks for a tool, the tool, and the call that answers. */
export const toolTurn: Trace = sampleTrace([
  { id: '1', name: 'weather turn', type: 'AGENT', to: 1843, inputs: { question: QUESTION }, outputs: ADVICE },
  {
    id: '2',
    parent: '1',
    name: 'Completions',
    type: 'CHAT_MODEL',
    from: 2,
    to: 614,
    inputs: { model: 'gpt-4o-mini', messages: CONVERSATION },
    outputs: { choices: [{ index: 0, message: { role: 'assistant', content: null, tool_calls: [CALL] } }] },
    usage: usage(1412, 28, 128),
  },
  {
    id: '3',
    parent: '1',
    name: 'get_weather',
    type: 'TOOL',
    from: 615,
    to: 615.42,
    inputs: { city: 'Paris', unit: 'celsius' },
    outputs: { temperature: 18, sky: 'clear' },
  },
  {
    id: '4',
    parent: '1',
    name: 'Completions',
    type: 'CHAT_MODEL',
    from: 617,
    to: 1840,
    inputs: {
      model: 'gpt-4o-mini',
      messages: [
        ...CONVERSATION,
        { role: 'assistant', content: null, tool_calls: [CALL] },
        { role: 'tool', tool_call_id: 'call_1', content: '{"temperature":18,"sky":"clear"}' },
      ],
    },
    outputs: { choices: [{ index: 0, message: { role: 'assistant', content: ADVICE } }] },
    usage: usage(1468, 41),
  },
]);

/** Several agents, hand-offs, a retriever, errors, an open span, wide characters, several lines. */
export const supportDesk: Trace = sampleTrace(
  [
    {
      id: '1',
      name: 'support-desk',
      type: 'WORKFLOW',
      to: 128_400,
      inputs: { ticket: 48213 },
      error: ['AgentError', 'The billing agent gave up after 2 attempts.\nSee the trace.'],
    },
    {
      id: '2',
      parent: '1',
      name: 'triage',
      type: 'AGENT',
      from: 5,
      to: 2210,
      inputs: '発票が届きません。2回支払いましたか？',
      outputs: 'transfer_to_billing',
    },
    {
      id: '3',
      parent: '2',
      name: 'Responses',
      type: 'CHAT_MODEL',
      from: 6,
      to: 2200,
      inputs: {
        model: 'gpt-5',
        instructions: 'Route.',
        input: [
          {
            role: 'user',
            content: [
              { type: 'input_text', text: '発票が届きません。2回支払いましたか？' },
              { type: 'input_image', image_url: 'https://…' },
            ],
          },
        ],
      },
      outputs: {
        output: [
          { type: 'reasoning', summary: [] },
          { type: 'function_call', call_id: 'c1', name: 'transfer_to_billing', arguments: '{}' },
        ],
      },
      usage: {
        input_tokens: 2304,
        output_tokens: 212,
        total_tokens: 2516,
        cache_read_input_tokens: 2048,
        reasoning_tokens: 192,
      },
    },
    {
      id: '4',
      parent: '2',
      name: 'triage → billing',
      type: 'HANDOFF',
      from: 2201,
      to: 2202,
      inputs: { reason: 'a question about an invoice' },
    },
    {
      id: '5',
      parent: '1',
      name: 'billing',
      type: 'AGENT',
      from: 2210,
      to: 128_390,
      error: [
        'RateLimitError',
        '429 Rate limit reached for gpt-5 in organization org-1 on tokens per min (TPM): Limit 30000, Used 29120, Requested 2516. Please try again in 3.27s.',
      ],
    },
    {
      id: '6',
      parent: '5',
      name: 'search_invoices',
      type: 'RETRIEVER',
      from: 2300,
      to: 2342,
      inputs: { query: 'duplicate payment' },
      outputs: [{ page_content: 'Invoice 2026-118: paid on 3 November', metadata: {} }],
    },
    {
      id: '7',
      parent: '6',
      name: 'Embeddings',
      type: 'EMBEDDING',
      from: 2301,
      to: 2330,
      inputs: { model: 'text-embedding-3-small', input: ['duplicate payment', 'second', 'third'] },
      outputs: { object: 'list', data: [{ embedding: [0.1, 0.2, 0.3] }, { embedding: [0.1, 0.2, 0.3] }] },
      usage: usage(9, 0),
    },
    {
      id: '8',
      parent: '5',
      name: 'Completions',
      type: 'CHAT_MODEL',
      from: 2400,
      to: 64_000,
      inputs: { messages: [{ role: 'user', content: 'Summarise\n\nthe invoices' }] },
      outputs: { choices: [{ message: { role: 'assistant', content: 'There are two payments' } }] },
      attributes: { 'spanwright.endReason': 'break' },
    },
    {
      id: '9',
      parent: '5',
      name: 'Completions',
      type: 'CHAT_MODEL',
      from: 64_010,
      to: 64_100,
      inputs: { messages: [{ role: 'user', content: 'Summarise the invoices' }] },
      error: ['RateLimitError', '429 Rate limit reached for gpt-5 in organization org-1 on tokens per min (TPM)'],
    },
    {
      id: 'a',
      parent: '5',
      name: 'a_tool_with_a_name_that_is_much_longer_than_any_column_could_show',
      type: 'TOOL',
      from: 65_000,
      to: null,
      inputs: { text: 'red \u001B[31malert\u001B[0m', emoji: '👩‍👩‍👧 ok' },
    },
  ],
  { tags: { 'mlflow.traceName': 'support-desk' } },
);
