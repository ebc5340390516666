import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { type OtlpTraceRequest, type SpanData, otlpToProtobuf, spansToOtlp } from '@spanwright/core/model';
import { type TestServer, startServer } from './support/server.ts';
import { makeSpan, makeTrace, spanIdOf, traceIdOf } from './support/traces.ts';

const SOURCE = { resource: { 'service.name': 'shop' }, scope: { name: 'test' } };
const requestOf = (...spans: readonly SpanData[]): OtlpTraceRequest => spansToOtlp(spans, SOURCE);

interface Sent {
  readonly status: number;
  readonly body: string;
}

async function post(server: TestServer, body: Uint8Array | string, headers: Record<string, string>): Promise<Sent> {
  const response = await fetch(`${server.url}/v1/traces`, { method: 'POST', body, headers });
  return { status: response.status, body: await response.text() };
}

const sendJson = (server: TestServer, request: object, headers: Record<string, string> = {}): Promise<Sent> =>
  post(server, JSON.stringify(request), { 'content-type': 'application/json', ...headers });

describe('POST /v1/traces', () => {
  it.each([
    ['protobuf', 'application/x-protobuf', (request: OtlpTraceRequest) => otlpToProtobuf(request)],
    ['JSON', 'application/json; charset=utf-8', (request: OtlpTraceRequest) => Buffer.from(JSON.stringify(request))],
  ])('takes %s, plain and compressed, and answers in kind', async (_name, type, encode) => {
    const server = await startServer();
    const body = (n: number): Uint8Array => encode(requestOf(makeSpan(n, 0), makeSpan(n, 1)));
    const response = await fetch(`${server.url}/v1/traces`, {
      method: 'POST',
      body: body(0),
      headers: { 'content-type': type },
    });
    expect([response.status, response.headers.get('content-type')?.split(';')[0]]).toEqual([200, type.split(';')[0]]);
    expect((await post(server, gzipSync(body(1)), { 'content-type': type, 'content-encoding': 'gzip' })).status).toBe(
      200,
    );
    expect(
      (await post(server, deflateSync(body(2)), { 'content-type': type, 'content-encoding': 'deflate' })).status,
    ).toBe(200);
    const stored = await server.store.getTraces([0, 1, 2].map(traceIdOf));
    expect(stored.map(({ spans }) => spans.length)).toEqual([2, 2, 2]);
    expect(stored[0]?.spans[1]).toEqual(makeSpan(0, 1));
    expect(stored[0]?.info).toMatchObject({
      state: 'OK',
      requestPreview: '{"text":"in 0"}',
      tags: { 'mlflow.traceName': 'step 0', 'service.name': 'shop', 'mlflow.trace.spansLocation': 'TRACKING_STORE' },
    });
  });

  it('puts traces into the experiment and run of the headers', async () => {
    const server = await startServer();
    const { experimentId } = await server.store.createExperiment('mine');
    await sendJson(server, requestOf(makeSpan(0, 0)), {
      'x-mlflow-experiment-id': experimentId,
      'x-mlflow-run-id': 'r1',
    });
    expect((await server.store.getTrace(traceIdOf(0)))?.info).toMatchObject({
      experimentId,
      metadata: { 'mlflow.sourceRun': 'r1' },
    });
    const lost = await sendJson(server, requestOf(makeSpan(1, 0)), { 'x-mlflow-experiment-id': '99' });
    expect([lost.status, JSON.parse(lost.body)]).toEqual([
      404,
      expect.objectContaining({ error_code: 'RESOURCE_DOES_NOT_EXIST' }),
    ]);
  });

  it('refuses traces of an experiment from the moment on when it is deleted here', async () => {
    const server = await startServer();
    const { experimentId } = await server.store.createExperiment('mine');
    const send = (n: number): Promise<Sent> =>
      sendJson(server, requestOf(makeSpan(n, 0)), { 'x-mlflow-experiment-id': experimentId });
    expect((await send(0)).status).toBe(200);
    await server.send('POST', '/api/2.0/mlflow/experiments/delete', { experiment_id: experimentId });
    expect((await send(1)).status).toBe(400);
    await server.send('POST', '/api/2.0/mlflow/experiments/restore', { experiment_id: experimentId });
    expect((await send(1)).status).toBe(200);
  });

  it('brings together the spans of a trace, whenever and however often they come', async () => {
    const server = await startServer();
    await sendJson(server, requestOf(makeSpan(0, 2)));
    expect((await server.store.getTrace(traceIdOf(0)))?.info.state).toBe('IN_PROGRESS');
    for (let n = 0; n < 2; n++)
      await sendJson(server, requestOf(makeSpan(0, 0, { status: { code: 'ERROR', message: 'no' } })));
    await sendJson(server, requestOf(makeSpan(0, 1)));
    const trace = await server.store.getTrace(traceIdOf(0));
    expect([trace?.spans.length, trace?.info.state]).toEqual([3, 'ERROR']);
  });

  it('lets what a client has told of the trace stand', async () => {
    const server = await startServer();
    const info = { ...makeTrace(0).info, requestPreview: 'my own' };
    const trace_info = {
      trace_id: info.traceId,
      trace_location: { mlflow_experiment: { experiment_id: '0' } },
      request_time: '2025-06-15T15:06:40Z',
      execution_duration: '2s',
      request_preview: 'my own',
      state: 'OK',
    };
    await server.send('POST', '/api/3.0/mlflow/traces', { trace: { trace_info } });
    await sendJson(server, requestOf(makeSpan(0, 0)));
    const stored = await server.store.getTrace(traceIdOf(0));
    expect(stored?.spans).toHaveLength(1);
    expect(stored?.info).toMatchObject({ requestPreview: 'my own', executionDurationMs: 2000 });
  });

  it('reads values that a client has encoded as JSON, and leaves texts of those that have not', async () => {
    const server = await startServer();
    const encoded = {
      'mlflow.traceRequestId': `"${traceIdOf(0)}"`,
      'mlflow.spanType': '"TOOL"',
      'mlflow.spanInputs': '{"a": 1}',
    };
    const plain = { 'mlflow.traceRequestId': traceIdOf(0), 'mlflow.spanType': 'TOOL', 'mlflow.spanInputs': '{"a": 1}' };
    await sendJson(server, requestOf(makeSpan(0, 0, { attributes: encoded }), makeSpan(0, 1, { attributes: plain })));
    const trace = await server.store.getTrace(traceIdOf(0));
    expect(trace?.spans.map(({ attributes }) => attributes)).toEqual([
      { 'mlflow.spanType': 'TOOL', 'mlflow.spanInputs': { a: 1 } },
      { 'mlflow.spanType': 'TOOL', 'mlflow.spanInputs': '{"a": 1}' },
    ]);
  });

  it.each([
    [
      'gen_ai',
      {
        'gen_ai.operation.name': 'chat',
        'gen_ai.provider.name': 'openai',
        'gen_ai.request.model': 'gpt-4o',
        'gen_ai.input.messages': '[{"role":"user","parts":[{"type":"text","content":"Hi"}]}]',
        'gen_ai.output.messages':
          '[{"role":"assistant","parts":[{"type":"tool_call","id":"c1","name":"f","arguments":{"x":1}}],"finish_reason":"tool_call"}]',
        'gen_ai.usage.input_tokens': 3,
        'gen_ai.usage.output_tokens': 4,
      },
      {
        'mlflow.spanType': 'CHAT_MODEL',
        'mlflow.llm.model': 'gpt-4o',
        'mlflow.llm.provider': 'openai',
        'mlflow.spanInputs': { messages: [{ role: 'user', content: 'Hi' }] },
        'mlflow.spanOutputs': {
          choices: [
            {
              index: 0,
              message: {
                role: 'assistant',
                content: null,
                tool_calls: [{ id: 'c1', type: 'function', function: { name: 'f', arguments: '{"x":1}' } }],
              },
              finish_reason: 'tool_call',
            },
          ],
        },
        'mlflow.chat.tokenUsage': { input_tokens: 3, output_tokens: 4, total_tokens: 7 },
      },
    ],
    [
      'OpenInference',
      {
        'openinference.span.kind': 'LLM',
        'llm.model_name': 'claude',
        'llm.input_messages.0.message.role': 'user',
        'llm.input_messages.0.message.content': 'Hi',
        'output.value': '{"text":"Ho"}',
        'llm.token_count.prompt': 1,
        'llm.token_count.total': 5,
      },
      {
        'mlflow.spanType': 'CHAT_MODEL',
        'mlflow.llm.model': 'claude',
        'mlflow.spanInputs': { messages: [{ role: 'user', content: 'Hi' }] },
        'mlflow.spanOutputs': { text: 'Ho' },
        'mlflow.chat.tokenUsage': { input_tokens: 1, total_tokens: 5 },
      },
    ],
    [
      'the Vercel AI SDK',
      {
        'ai.operationId': 'ai.generateText.doGenerate',
        'ai.model.id': 'gpt-4o',
        'ai.prompt.messages': '[{"role":"user","content":"Hi"}]',
        'ai.response.text': 'Ho',
        'ai.usage.inputTokens': 1,
        'ai.usage.outputTokens': 2,
      },
      {
        'mlflow.spanType': 'CHAT_MODEL',
        'mlflow.llm.model': 'gpt-4o',
        'mlflow.spanInputs': { messages: [{ role: 'user', content: 'Hi' }] },
        'mlflow.spanOutputs': 'Ho',
        'mlflow.chat.tokenUsage': { input_tokens: 1, output_tokens: 2, total_tokens: 3 },
      },
    ],
  ])('understands the conventions of %s', async (_name, attributes, expected) => {
    const server = await startServer();
    await sendJson(server, requestOf(makeSpan(0, 0, { attributes })));
    expect((await server.store.getTrace(traceIdOf(0)))?.spans[0]?.attributes).toMatchObject({
      ...attributes,
      ...expected,
    });
  });

  it('leaves alone what a span says in the words of MLflow', async () => {
    const server = await startServer();
    const attributes = {
      'mlflow.spanType': 'AGENT',
      'mlflow.spanInputs': 'mine',
      'gen_ai.operation.name': 'chat',
      'input.value': 'other',
    };
    await sendJson(server, requestOf(makeSpan(0, 0, { attributes })));
    expect((await server.store.getTrace(traceIdOf(0)))?.spans[0]?.attributes).toEqual(attributes);
  });

  it.each([
    ['no type', '{}', {}, 400, 'Invalid Content-Type'],
    ['another type', '{}', { 'content-type': 'text/xml' }, 400, 'Invalid Content-Type'],
    [
      'another encoding',
      '{}',
      { 'content-type': 'application/json', 'content-encoding': 'br' },
      400,
      'Unsupported Content-Encoding: br',
    ],
    ['nothing', '', { 'content-type': 'application/x-protobuf' }, 400, 'no spans found'],
    ['half a JSON', '{"resourceSpans": [', { 'content-type': 'application/json' }, 400, 'Invalid OpenTelemetry format'],
    ['null', 'null', { 'content-type': 'application/json' }, 400, 'no spans found'],
    [
      'bytes that are no protobuf',
      '\u{ff}\u{fe}rubbish',
      { 'content-type': 'application/x-protobuf' },
      400,
      'Invalid OpenTelemetry format',
    ],
    [
      'what is not gzip',
      'plain',
      { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      400,
      'cannot be read',
    ],
    [
      'spans that are none',
      '{"resourceSpans": [{"scopeSpans": [{"spans": [1, null, "x"]}]}]}',
      { 'content-type': 'application/json' },
      422,
      'Cannot convert',
    ],
    ['numbers for lists', '{"resourceSpans": 7}', { 'content-type': 'application/json' }, 400, 'no spans found'],
    [
      'a text for a time',
      spanText({ startTimeUnixNano: 'yesterday' }),
      { 'content-type': 'application/json' },
      422,
      'Cannot convert',
    ],
    [
      'an id that leads elsewhere',
      spanText({ traceId: '../../etc/passwd' }),
      { 'content-type': 'application/json' },
      422,
      'an id is not',
    ],
    [
      'an id of zeros',
      spanText({ spanId: '0'.repeat(16) }),
      { 'content-type': 'application/json' },
      422,
      'an id is not',
    ],
    [
      'values nested too deeply',
      spanText({}, nested(200_000)),
      { 'content-type': 'application/json' },
      422,
      'Cannot convert',
    ],
  ])('refuses %s with a clear error, and goes on', async (_name, body, headers, status, message) => {
    const server = await startServer();
    const sent = await post(server, Buffer.from(body), headers);
    expect([sent.status, sent.body]).toEqual([status, expect.stringContaining(message)]);
    expect((await server.store.listTraces()).traces).toEqual([]);
    expect((await sendJson(server, requestOf(makeSpan(0, 0)))).status).toBe(200);
    expect(server.errors).toEqual([]);
  });

  it('stores nothing of a request of which a part is wrong', async () => {
    const server = await startServer();
    const good = requestOf(makeSpan(0, 0)).resourceSpans?.[0];
    const bad = JSON.parse(spanText({ traceId: 'x' })).resourceSpans[0];
    expect((await sendJson(server, { resourceSpans: [good, bad] })).status).toBe(422);
    expect((await server.store.listTraces()).traces).toEqual([]);
  });
});

function spanText(changes: object, attributes = '[]'): string {
  const ids = { traceId: traceIdOf(0).slice(3), spanId: spanIdOf(0) };
  const span = JSON.stringify({ ...ids, name: 'x', startTimeUnixNano: '1', endTimeUnixNano: '2', ...changes });
  return `{"resourceSpans":[{"scopeSpans":[{"spans":[${span.slice(0, -1)},"attributes":${attributes}}]}]}]}`;
}

/** Made by hand: nothing that encodes JSON goes so deep. */
function nested(depth: number): string {
  return `[{"key":"a","value":${'{"arrayValue":{"values":['.repeat(depth)}${']}}'.repeat(depth)}}]`;
}
