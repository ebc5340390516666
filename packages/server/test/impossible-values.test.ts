import { describe, expect, it } from '@jest/globals';
import { type TestServer, startServer } from './support/server.ts';
import { makeTrace, traceIdOf } from './support/traces.ts';

const SPAN = {
  traceId: 'a'.repeat(32),
  spanId: 'b'.repeat(16),
  name: 'n',
  startTimeUnixNano: '1',
  endTimeUnixNano: '2',
};
const INFO = {
  trace_id: traceIdOf(1),
  trace_location: { mlflow_experiment: { experiment_id: '0' } },
  request_time: '2025-06-15T15:06:40Z',
  state: 'OK',
};
const ASSESSMENT = { assessment_name: 'good', source: { source_type: 'HUMAN' }, feedback: { value: true } };

/** The server goes on, with the one trace that it had. */
async function expectUnharmed(server: TestServer): Promise<void> {
  const { traces } = await server.get('/api/spanwright/v1/traces');
  expect(traces.map(({ trace_id: id }: { readonly trace_id: string }) => id)).toEqual([traceIdOf(0)]);
  expect(await server.get('/api/spanwright/v1/charts?interval=day')).toMatchObject({ points: [{ count: 1 }] });
  expect(server.errors).toEqual([]);
}

describe('what cannot be kept', () => {
  it.each([
    ['a time of many digits', { startTimeUnixNano: '9'.repeat(24) }],
    ['an end of many digits', { endTimeUnixNano: '9'.repeat(40) }],
    ['a negative time', { startTimeUnixNano: '-5' }],
    ['a number for a name', { name: 5 }],
    ['an object for a name', { name: { a: 1 } }],
    ['a list for a message', { status: { code: 2, message: ['no'] } }],
    ['a number for the name of an event', { events: [{ name: 1, timeUnixNano: '1' }] }],
  ])('is refused by OTLP in: %s', async (_name, changes) => {
    const server = await startServer([makeTrace(0)]);
    const request = { resourceSpans: [{ scopeSpans: [{ spans: [{ ...SPAN, ...changes }] }] }] };
    const answer = await server.send('POST', '/v1/traces', request);
    expect(answer['detail']).toMatch(/^Cannot convert OpenTelemetry span to MLflow span: /);
    await expectUnharmed(server);
  });

  it.each([
    ['a time far away', { request_time: 1e300 }],
    ['the last time of JavaScript', { request_time: '+275760-09-13T00:00:00Z' }],
    ['the time of an assessment', { assessments: [{ ...ASSESSMENT, create_time: 'soon' }] }],
  ])('is refused as the start of a trace: %s', async (_name, changes) => {
    const server = await startServer([makeTrace(0)]);
    const body = { trace: { trace_info: { ...INFO, ...changes } } };
    const answer = await server.send('POST', '/api/3.0/mlflow/traces', body);
    expect(answer).toMatchObject({ error_code: 'INVALID_PARAMETER_VALUE' });
    await expectUnharmed(server);
  });

  it('is refused by clients before version 3, and as the name of a second experiment', async () => {
    const server = await startServer([makeTrace(0)]);
    const old = await server.send('POST', '/api/2.0/mlflow/traces', { experiment_id: '0', timestamp_ms: 1e18 });
    expect(old).toMatchObject({ error_code: 'INVALID_PARAMETER_VALUE' });
    const { experimentId } = await server.store.createExperiment('mine');
    const update = { experiment_id: experimentId, new_name: 'Default' };
    const renamed = await server.send('POST', '/api/2.0/mlflow/experiments/update', update);
    expect(renamed).toMatchObject({ error_code: 'RESOURCE_ALREADY_EXISTS' });
    await expectUnharmed(server);
  });
});
