import { describe, expect } from '@jest/globals';
import { Trace, trace } from '../../src/index.ts';
import { conforms, conformsOnce } from './support/conforms.ts';

const [TRACE, SPAN] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331'];

/** As MLflow 2 has written it. */
const VERSION_2 = {
  info: {
    request_id: 'dd8c66c8a9a54fa5a1d3b4a1ab7d2c51',
    experiment_id: '7',
    timestamp_ms: 1_700_000_000_000,
    execution_time_ms: 12,
    status: 'ERROR',
    request_metadata: { 'mlflow.traceInputs': '{"x": 1}' },
    tags: { 'mlflow.traceName': 'old' },
  },
  data: {
    request: '{"x": 1}',
    response: null,
    spans: [
      {
        name: 'old',
        context: { span_id: `0x${SPAN}`, trace_id: `0x${TRACE}` },
        parent_id: null,
        start_time: 1_700_000_000_000_000_000,
        end_time: 1_700_000_000_012_000_000,
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
  },
} as const;

describe('a trace as JSON', () => {
  conformsOnce(122, 'that MLflow 2 has written is read', () => {
    const old = Trace.fromJSON(JSON.stringify(VERSION_2));
    expect(old.info).toMatchObject({ traceId: VERSION_2.info.request_id, experimentId: '7', state: 'ERROR' });
    expect(old.data.request).toEqual({ x: 1 });
    expect(old.data.spans[0]).toMatchObject({
      name: 'old',
      spanId: SPAN,
      parentId: undefined,
      spanType: 'TOOL',
      inputs: { x: 1 },
      status: { code: 'ERROR', message: 'ValueError: no' },
      events: [{ name: 'exception', attributes: { 'exception.type': 'E' } }],
    });
  });

  conforms([52, 122], "in each of MLflow's forms is read back as it was", async (of) => {
    await trace((question: string) => of.give(() => ({ answer: question })), { name: 'ask', attributes: { a: [1] } })(
      'ü',
    );
    const traced = await of.trace();
    const content = ({ data }: Trace) =>
      data.spans.map(({ spanId, parentId, name, attributes, status }) => [spanId, parentId, name, attributes, status]);
    for (const json of [traced.toJSON(), traced.toJSON({ version: 'V3' }), traced.toJSON({ version: 'V2' })]) {
      const again = Trace.fromJSON(JSON.stringify(json));
      expect(content(again)).toEqual(content(traced));
      expect(again.info).toMatchObject({ traceId: traced.info.traceId, state: 'OK', tags: traced.info.tags });
    }
  });
});
