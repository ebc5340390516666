import { describe, expect, it } from '@jest/globals';
import { startSpan, Trace, withSpan } from '../src/index.ts';
import type { TraceJson } from '../src/model/index.ts';
import { collect } from './collecting-exporter.ts';

async function tracedByUs(): Promise<Trace> {
  const [trace] = await collect(() =>
    withSpan(
      { name: 'root', inputs: { x: 'ü "q"', n: '123' }, attributes: { list: [1, null, true], s: 'true' } },
      () => {
        const child = startSpan({ name: 'child', startTimeNs: 1_700_000_000_000_000_001n });
        child.addEvent('e', { a: 1 });
        child.addLink({
          context: { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: 1 },
          attributes: { l: 1 },
        });
        child.setStatus({ code: 'ERROR', message: 'no' });
        child.end();
        return 'plain';
      },
    ),
  );
  return trace as Trace;
}

/** A trace as Python's MLflow 3.17 has written it: `json.dumps(trace.to_dict())`. */
const WRITTEN_BY_MLFLOW_3 = `{"info": {"trace_id": "tr-f4a17effb2772358905f1ee9656c3b63", "client_request_id": "c1",
  "trace_location": {"type": "MLFLOW_EXPERIMENT", "mlflow_experiment": {"experiment_id": "0"}},
  "request_time": "2026-11-21T10:21:18.589Z", "state": "OK", "trace_metadata": {"mlflow.trace_schema.version": "3"},
  "assessments": [{"assessment_id": "a-1", "assessment_name": "fb", "trace_id": "tr-f4a17effb2772358905f1ee9656c3b63",
    "source": {"source_type": "CODE", "source_id": "default"}, "create_time": "2026-11-21T10:21:19.697Z",
    "last_update_time": "2026-11-21T10:21:19.697Z", "feedback": {"value": 0.5}, "valid": true}],
  "tags": {"mlflow.traceName": "f"}, "execution_duration_ms": 35},
 "data": {"spans": [
  {"trace_id": "9KF+/7J3I1iQXx7pZWw7Yw==", "span_id": "mv2h2lLSucM=", "parent_span_id": null, "name": "f",
   "start_time_unix_nano": 1795256478589222359, "end_time_unix_nano": 1795256478624783178, "events": [],
   "status": {"code": "STATUS_CODE_OK", "message": ""}, "links": [],
   "attributes": {"mlflow.traceRequestId": "\\"tr-f4a17effb2772358905f1ee9656c3b63\\"", "mlflow.spanType": "\\"CHAIN\\"",
    "k": "{\\"a\\": [1, null, true]}", "n": "\\"123\\"", "mlflow.spanInputs": "{\\"x\\": \\"\\\\u00fc\\", \\"y\\": \\"123\\"}",
    "mlflow.spanOutputs": "\\"plain\\""}},
  {"trace_id": "9KF+/7J3I1iQXx7pZWw7Yw==", "span_id": "SHhwcT5LuXQ=", "parent_span_id": "mv2h2lLSucM=", "name": "child",
   "start_time_unix_nano": 1795256478622875232, "end_time_unix_nano": null,
   "events": [{"name": "e", "time_unix_nano": 1795256478622971648, "attributes": {"a": 1}}],
   "status": {"code": "STATUS_CODE_UNSET", "message": ""}, "links": [],
   "attributes": {"mlflow.traceRequestId": "\\"tr-f4a17effb2772358905f1ee9656c3b63\\"", "native": "unparsed"}}]}}`;

/** A trace as MLflow 2 wrote it. */
const WRITTEN_BY_MLFLOW_2 = {
  info: {
    request_id: 'dd8c66c8a9a54fa5a1d3b4a1ab7d2c51',
    experiment_id: '7',
    timestamp_ms: 1_700_000_000_000,
    execution_time_ms: 12,
    status: 'ERROR',
    request_metadata: { 'mlflow.traceInputs': '{}' },
    tags: { 'mlflow.traceName': 'old' },
  },
  data: {
    spans: [
      {
        name: 'old',
        context: { span_id: '0xa1b2', trace_id: '0xdeadbeef' },
        parent_id: null,
        start_time: 1_700_000_000_000_000_000,
        end_time: null,
        status_code: 'ERROR',
        status_message: 'ValueError: no',
        attributes: {
          'mlflow.traceRequestId': '"dd8c66c8a9a54fa5a1d3b4a1ab7d2c51"',
          'mlflow.spanType': '"TOOL"',
          'mlflow.spanInputs': '{"x": 1}',
        },
        events: [{ name: 'exception', timestamp: 1_700_000_000_000_000_000, attributes: { 'exception.type': 'E' } }],
      },
    ],
    request: '{"x": 1}',
    response: null,
  },
} as const;

describe('trace.toJSON()', () => {
  it.each([undefined, { version: 'V3' }] as const)(
    'is read back without loss, also by way of text: %j',
    async (form) => {
      const trace = await tracedByUs();
      const json = form ? trace.toJSON(form) : trace.toJSON();
      const expected = trace.toJSON();
      expect(Trace.fromJSON(json).toJSON()).toEqual(expected);
      expect(Trace.fromJSON(JSON.stringify(json)).toJSON()).toEqual(expected);
    },
  );

  it('in version V3 has ids in base64 and each attribute as JSON text, as MLflow writes it', async () => {
    const trace = await tracedByUs();
    const [child, root] = trace.toJSON({ version: 'V3' }).data.spans;
    const { traceId, spanId } = trace.data.spans[1]!;
    expect(Buffer.from(root?.trace_id ?? '', 'base64').toString('hex')).toBe(traceId.slice(3));
    expect(child).toMatchObject({
      parent_span_id: Buffer.from(spanId, 'hex').toString('base64'),
      start_time_unix_nano: '1700000000000000001',
      status: { code: 'STATUS_CODE_ERROR', message: 'no' },
      events: [{ name: 'e', attributes: { a: 1 } }],
      links: [{ trace_id: `tr-${'a'.repeat(32)}`, span_id: 'b'.repeat(16) }],
    });
    expect(root?.attributes).toMatchObject({
      'mlflow.traceRequestId': JSON.stringify(traceId),
      'mlflow.spanInputs': '{"x":"ü \\"q\\"","n":"123"}',
      'mlflow.spanOutputs': '"plain"',
      list: '[1,null,true]',
      s: '"true"',
    });
  });

  it('in version V2 has the fields of MLflow 2, and is read back but for the last digits of times', async () => {
    const trace = await tracedByUs();
    const json = trace.toJSON({ version: 'V2' });
    const [child, root] = json.data.spans;
    const { info } = trace;
    expect(json.info).toMatchObject({
      request_id: info.traceId,
      experiment_id: '0',
      timestamp_ms: info.requestTimeMs,
      execution_time_ms: Math.round(info.executionDurationMs ?? 0),
      status: 'OK',
      request_metadata: info.metadata,
      tags: info.tags,
    });
    expect(json.data).toMatchObject({ request: '{"x":"ü \\"q\\"","n":"123"}', response: '"plain"' });
    expect(root).toMatchObject({ name: 'root', parent_id: null, status_code: 'OK', status_message: '' });
    expect(child).toMatchObject({ parent_id: root?.context.span_id, status_code: 'ERROR', status_message: 'no' });
    expect(root?.context).toEqual({
      trace_id: `0x${info.traceId.slice(3)}`,
      span_id: `0x${trace.data.spans[1]?.spanId}`,
    });
    const again = Trace.fromJSON(JSON.stringify(json));
    expect(again.data.spans.map((span) => [span.spanId, span.parentId, span.attributes, span.status])).toEqual(
      trace.data.spans.map((span) => [span.spanId, span.parentId, span.attributes, span.status]),
    );
    expect(again.info.traceId).toBe(info.traceId);
  });

  it('is what JSON.stringify takes, wherever the trace stands', async () => {
    const trace = await tracedByUs();
    expect(JSON.parse(JSON.stringify({ version: trace, list: [trace] }))).toEqual({
      version: JSON.parse(JSON.stringify(trace.toJSON())),
      list: [JSON.parse(JSON.stringify(trace.toJSON()))],
    });
  });
});

describe('Trace.fromJSON()', () => {
  it("reads what Python's MLflow 3 has written, times to the nanosecond", () => {
    const trace = Trace.fromJSON(WRITTEN_BY_MLFLOW_3);
    expect(trace.info).toMatchObject({
      traceId: 'tr-f4a17effb2772358905f1ee9656c3b63',
      clientRequestId: 'c1',
      executionDurationMs: 35,
      assessments: [{ name: 'fb', value: 0.5 }],
    });
    expect(trace.data).toMatchObject({ request: { x: 'ü', y: '123' }, response: 'plain' });
    const [root, child] = trace.data.spans;
    expect(root).toMatchObject({
      spanId: '9afda1da52d2b9c3',
      spanType: 'CHAIN',
      parentId: undefined,
      startTimeNs: 1_795_256_478_589_222_359n,
      attributes: { k: { a: [1, null, true] }, n: '123' },
    });
    expect(child).toMatchObject({
      parentId: '9afda1da52d2b9c3',
      endTimeNs: undefined,
      events: [{ name: 'e', timeNs: 1_795_256_478_622_971_648n, attributes: { a: 1 } }],
      attributes: { native: 'unparsed' },
    });
  });

  it('reads what MLflow 2 has written', () => {
    const trace = Trace.fromJSON(JSON.stringify(WRITTEN_BY_MLFLOW_2));
    expect(trace.info).toMatchObject({
      traceId: 'dd8c66c8a9a54fa5a1d3b4a1ab7d2c51',
      experimentId: '7',
      state: 'ERROR',
    });
    expect(trace.data.spans[0]).toMatchObject({
      traceId: 'dd8c66c8a9a54fa5a1d3b4a1ab7d2c51',
      spanId: '000000000000a1b2',
      spanType: 'TOOL',
      inputs: { x: 1 },
      status: { code: 'ERROR', message: 'ValueError: no' },
      startTimeNs: 1_700_000_000_000_000_000n,
      events: [{ name: 'exception' }],
    });
  });

  it('refuses what is no trace, and a span that names none', async () => {
    const refused = { code: 'INVALID_PARAMETER_VALUE' };
    for (const text of ['{', '{}', '[]', '{"info": {}, "data": {"spans": []}}', 'null'])
      expect(() => Trace.fromJSON(text)).toThrow(expect.objectContaining(refused));
    const json = (await tracedByUs()).toJSON();
    const { trace_id: _, ...span } = json.data.spans[0]!;
    const nameless = { ...span, attributes: {} };
    expect(() => Trace.fromJSON({ ...json, data: { spans: [nameless] } } as unknown as TraceJson)).toThrow(
      'The mlflow.traceRequestId attribute of a span is empty or missing.',
    );
  });
});
