import { describe, expect, it } from '@jest/globals';
import { type Answer, type TestServer, startServer } from './support/server.ts';
import { makeSpan, makeTrace, spanIdOf, traceIdOf } from './support/traces.ts';

const V2 = '/api/2.0/mlflow';
const V3 = '/api/3.0/mlflow';
const INFO = {
  trace_id: traceIdOf(5),
  trace_location: { type: 'MLFLOW_EXPERIMENT', mlflow_experiment: { experiment_id: '0' } },
  request_time: '2025-06-15T15:06:40.123Z',
  execution_duration: '1.001s',
  state: 'OK',
  request_preview: 'asked',
  trace_metadata: { 'mlflow.trace.session': 's' },
  tags: { env: 'prod' },
};

const start = (server: TestServer, info: object): Promise<Answer> =>
  server.send('POST', `${V3}/traces`, { trace: { trace_info: info } });
const idsOf = (answer: Answer): readonly string[] =>
  answer['traces'].map((one: { trace_id?: string; request_id?: string }) => one.trace_id ?? one.request_id);

describe("MLflow's REST API for traces", () => {
  it('takes what a client tells of a trace, again and again, and says where its spans and artifacts are', async () => {
    const server = await startServer();
    const { trace } = await start(server, INFO);
    expect(trace.trace_info).toMatchObject({
      ...INFO,
      tags: {
        env: 'prod',
        'mlflow.trace.spansLocation': 'TRACKING_STORE',
        'mlflow.artifactLocation': `mlflow-artifacts:/0/traces/${traceIdOf(5)}/artifacts`,
      },
    });
    await start(server, { ...INFO, state: 'ERROR', tags: { more: 'x' }, request_preview: undefined });
    const again = await server.get(`${V3}/traces/${traceIdOf(5)}`);
    expect(again['trace'].trace_info).toMatchObject({
      state: 'ERROR',
      request_preview: 'asked',
      tags: { env: 'prod', more: 'x' },
    });
    const lost = { ...INFO, trace_location: { mlflow_experiment: { experiment_id: '77' } } };
    expect(await start(server, lost)).toEqual({
      error_code: 'RESOURCE_DOES_NOT_EXIST',
      message: 'No Experiment with id=77 exists',
    });
  });

  it('gives traces with their spans, ids as bytes and values with their types', async () => {
    const values = { text: 'a', whole: 7, half: 0.5, yes: true, none: null, list: [1, 'b'] };
    const span = makeSpan(0, 1, { attributes: { 'mlflow.spanInputs': values } });
    const server = await startServer([makeTrace(0, {}, [makeSpan(0, 0), span])]);
    const { trace } = await server.get(`${V3}/traces/get?trace_id=${traceIdOf(0)}`);
    expect(trace.spans[1]).toMatchObject({
      trace_id: Buffer.from(traceIdOf(0).slice(3), 'hex').toString('base64'),
      parent_span_id: Buffer.from(spanIdOf(0), 'hex').toString('base64'),
      start_time_unix_nano: '1750000000001000000',
      status: { code: 'STATUS_CODE_OK' },
    });
    expect(trace.spans[1].attributes[0].value.kvlist_value.values).toEqual([
      { key: 'text', value: { string_value: 'a' } },
      { key: 'whole', value: { int_value: '7' } },
      { key: 'half', value: { double_value: 0.5 } },
      { key: 'yes', value: { bool_value: true } },
      { key: 'none', value: {} },
      { key: 'list', value: { array_value: { values: [{ int_value: '1' }, { string_value: 'b' }] } } },
    ]);
    const batch = await server.get(`/ajax-api/3.0/mlflow/traces/batchGet?trace_ids=none&trace_ids=${traceIdOf(0)}`);
    expect(batch['traces']).toEqual([trace]);
    expect(await server.get(`${V3}/traces/get?trace_id=tr-1`)).toEqual({
      error_code: 'RESOURCE_DOES_NOT_EXIST',
      message: 'Trace with ID tr-1 is not found.',
    });
  });

  it('waits for spans that are still on their way, unless a part is enough', async () => {
    const metadata = { 'mlflow.trace.sizeStats': '{"num_spans": 2}' };
    const server = await startServer([makeTrace(0, { metadata })]);
    expect(
      (await server.get(`${V3}/traces/get?trace_id=${traceIdOf(0)}&allow_partial=true`))['trace'].spans,
    ).toHaveLength(1);
    expect((await server.get(`${V3}/traces/batchGet?trace_ids=${traceIdOf(0)}`))['traces']).toEqual([]);
    const asked = server.get(`${V3}/traces/get?trace_id=${traceIdOf(0)}`);
    await server.store.append([makeTrace(0, { metadata }, [makeSpan(0, 1)])]);
    expect((await asked)['trace'].spans).toHaveLength(2);
  });

  it('searches by filter, order and page, with the errors of MLflow', async () => {
    const server = await startServer([0, 1, 2].map((n) => makeTrace(n, { tags: { n: `${n}` } })));
    const locations = [{ type: 'MLFLOW_EXPERIMENT', mlflow_experiment: { experiment_id: '0' } }];
    const search = (more: object): Promise<Answer> =>
      server.send('POST', `${V3}/traces/search`, { locations, ...more });
    const page = await search({ max_results: 2, order_by: ['timestamp_ms ASC'] });
    expect(idsOf(page)).toEqual([0, 1].map(traceIdOf));
    const rest = await search({ max_results: 2, order_by: ['timestamp_ms ASC'], page_token: page['next_page_token'] });
    expect(idsOf(rest)).toEqual([traceIdOf(2)]);
    expect(idsOf(await search({ filter: "tags.n = '1'" }))).toEqual([traceIdOf(1)]);
    expect(await search({ filter: 'nope = 1' })).toMatchObject({
      error_code: 'INVALID_PARAMETER_VALUE',
      message: expect.stringContaining("Invalid attribute key 'nope' specified."),
    });
    expect(await search({ max_results: 501 })).toMatchObject({ error_code: 'INVALID_PARAMETER_VALUE' });
    expect(idsOf(await server.get(`${V2}/traces?experiment_ids=0&max_results=1`))).toEqual([traceIdOf(2)]);
  });

  it('sets and deletes tags, and deletes traces by the rules of MLflow', async () => {
    const server = await startServer([makeTrace(0), makeTrace(1)]);
    const tags = `${V2}/traces/${traceIdOf(0)}/tags`;
    expect(await server.send('PATCH', tags, { key: 'a', value: '1' })).toEqual({});
    expect(await server.send('DELETE', tags, { key: 'a' })).toEqual({});
    expect(await server.send('DELETE', tags, { key: 'a' })).toEqual({
      error_code: 'RESOURCE_DOES_NOT_EXIST',
      message: `No trace tag with key 'a' for trace with ID '${traceIdOf(0)}'`,
    });
    expect(await server.send('PATCH', tags, { key: 'mlflow.trace.spansLocation', value: 'x' })).toMatchObject({
      error_code: 'INVALID_PARAMETER_VALUE',
    });
    const remove = (more: object): Promise<Answer> =>
      server.send('POST', `${V3}/traces/delete-traces`, { experiment_id: '0', ...more });
    expect(await remove({})).toMatchObject({
      message: 'Either `max_timestamp_millis` or `trace_ids` must be specified.',
    });
    expect(await remove({ request_ids: ['a'], max_traces: 1 })).toMatchObject({
      message: expect.stringContaining("can't be specified"),
    });
    expect(await remove({ request_ids: [traceIdOf(0), 'tr-unknown'] })).toEqual({ traces_deleted: 1 });
    expect(await remove({ max_timestamp_millis: '9999999999999', max_traces: 5 })).toEqual({ traces_deleted: 1 });
  });

  it('keeps feedback and expectations', async () => {
    const server = await startServer([makeTrace(0)]);
    const path = `${V3}/traces/${traceIdOf(0)}/assessments`;
    const source = { source_type: 'HUMAN', source_id: 'me' };
    const given = { assessment_name: 'good', source, feedback: { value: true }, rationale: 'why' };
    const { assessment } = await server.send('POST', path, { assessment: given });
    expect(assessment).toMatchObject({
      ...given,
      trace_id: traceIdOf(0),
      valid: true,
      assessment_id: expect.stringMatching(/^a-[0-9a-f]{32}$/),
    });
    const one = `${path}/${assessment.assessment_id}`;
    const change = { assessment: { feedback: { value: 'no' } }, update_mask: 'feedback' };
    expect((await server.send('PATCH', one, change))['assessment']).toMatchObject({
      feedback: { value: 'no' },
      rationale: 'why',
    });
    expect((await server.get(one))['assessment'].feedback).toEqual({ value: 'no' });
    const list = { serialized_value: { serialization_format: 'JSON_FORMAT', value: '["a"]' } };
    const expected = await server.send('POST', path, { assessment: { assessment_name: 'facts', expectation: list } });
    expect(expected['assessment'].expectation).toEqual(list);
    expect(await server.send('POST', path, { assessment: { assessment_name: 'x' } })).toMatchObject({
      error_code: 'INVALID_PARAMETER_VALUE',
    });
    expect(await server.send('DELETE', one)).toEqual({});
    expect(await server.get(one)).toMatchObject({ error_code: 'RESOURCE_DOES_NOT_EXIST' });
  });

  it('serves clients from before MLflow 3', async () => {
    const server = await startServer();
    const { trace_info: started } = await server.send('POST', `${V2}/traces`, {
      experiment_id: '0',
      timestamp_ms: 1000,
      request_metadata: [{ key: 'm', value: '1' }],
      tags: [{ key: 't', value: '2' }],
    });
    expect(started).toMatchObject({ status: 'IN_PROGRESS', request_metadata: [{ key: 'm', value: '1' }] });
    const spans = [{ ...spanDictionary(started.request_id), parent_id: null }];
    const put = await fetch(
      `${server.url}/api/2.0/mlflow-artifacts/artifacts/0/traces/${started.request_id}/artifacts/traces.json`,
      { method: 'PUT', body: JSON.stringify({ spans }) },
    );
    expect(put.status).toBe(200);
    const end = { timestamp_ms: 1500, status: 'OK', tags: [{ key: 'u', value: '3' }] };
    const { trace_info: ended } = await server.send('PATCH', `${V2}/traces/${started.request_id}`, end);
    expect(ended).toMatchObject({ status: 'OK', execution_time_ms: 500 });
    expect((await server.get(`${V2}/traces/${started.request_id}/info`))['trace_info']).toMatchObject({ status: 'OK' });
    const { spans: read } = await server.get(
      `/ajax-api/2.0/mlflow/get-trace-artifact?request_id=${started.request_id}`,
    );
    expect(read).toMatchObject([{ name: 'old', attributes: { 'mlflow.spanType': '"CHAIN"' } }]);
    expect(
      idsOf(await server.get(`${V2}/traces?experiment_ids=0&filter=${encodeURIComponent("span.type = 'CHAIN'")}`)),
    ).toEqual([started.request_id]);
  });
});

function spanDictionary(requestId: string): object {
  return {
    name: 'old',
    context: { span_id: '0x1111111111111111', trace_id: '0x22222222222222222222222222222222' },
    start_time: 1_000_000_000,
    end_time: 1_500_000_000,
    status_code: 'OK',
    status_message: '',
    attributes: { 'mlflow.traceRequestId': JSON.stringify(requestId), 'mlflow.spanType': '"CHAIN"' },
    events: [],
  };
}

describe("MLflow's REST API", () => {
  it('answers unknown routes, missing fields and wrong types as MLflow does', async () => {
    const server = await startServer();
    expect(await server.get(`${V2}/nothing`)).toMatchObject({ error_code: 'ENDPOINT_NOT_FOUND' });
    expect(await server.send('POST', `${V2}/experiments/create`, {})).toEqual({
      error_code: 'INVALID_PARAMETER_VALUE',
      message:
        "Missing value for required parameter 'name'. See the API docs for more information about request parameters.",
    });
    expect(await server.send('POST', `${V2}/runs/log-metric`, { run_id: 'r', key: 'm', value: 'much' })).toMatchObject({
      error_code: 'INVALID_PARAMETER_VALUE',
    });
    const plain = await server.get(`${V2}/experiments/create`, {
      method: 'POST',
      body: '{"name":"x"}',
      headers: { 'content-type': 'text/plain' },
    });
    expect(plain['message']).toContain("Content-Type must be one of ['application/json']");
    expect(await (await fetch(`${server.url}/version`)).text()).toMatch(/^3\.\d+\.\d+$/);
  });

  it('keeps experiments', async () => {
    const server = await startServer();
    const { experiment_id: id } = await server.send('POST', `${V2}/experiments/create`, {
      name: 'one',
      tags: [{ key: 'a', value: '1' }],
    });
    expect(await server.send('POST', `${V2}/experiments/create`, { name: 'one' })).toMatchObject({
      error_code: 'RESOURCE_ALREADY_EXISTS',
    });
    const { experiment } = await server.get(`${V2}/experiments/get-by-name?experiment_name=one`);
    expect(experiment).toMatchObject({
      experiment_id: id,
      artifact_location: `mlflow-artifacts:/${id}`,
      tags: [{ key: 'a', value: '1' }],
    });
    expect(await server.get(`${V2}/experiments/get-by-name?experiment_name=two`)).toMatchObject({
      message: "Could not find experiment with name 'two'",
    });
    await server.send('POST', `${V2}/experiments/set-experiment-tag`, { experiment_id: id, key: 'b', value: '2' });
    await server.send('POST', `${V2}/experiments/delete-experiment-tag`, { experiment_id: id, key: 'a' });
    await server.send('POST', `${V2}/experiments/update`, { experiment_id: id, new_name: 'uno' });
    await server.send('POST', `${V2}/experiments/delete`, { experiment_id: id });
    const search = (more: object): Promise<Answer> =>
      server.send('POST', `${V2}/experiments/search`, { max_results: 10, ...more });
    expect((await search({}))['experiments']).toHaveLength(1);
    expect((await search({ view_type: 'DELETED_ONLY', filter: "name = 'uno'" }))['experiments']).toMatchObject([
      { tags: [{ key: 'b', value: '2' }] },
    ]);
    expect(
      await start(server, { ...INFO, trace_location: { mlflow_experiment: { experiment_id: id } } }),
    ).toMatchObject({ message: expect.stringContaining('deleted') });
    await server.send('POST', `${V2}/experiments/restore`, { experiment_id: id });
    expect((await search({ order_by: ['name DESC'] }))['experiments']).toMatchObject([
      { name: 'uno' },
      { name: 'Default' },
    ]);
  });

  it('keeps runs with what is logged to them', async () => {
    const server = await startServer([makeTrace(0)]);
    const { run } = await server.send('POST', `${V2}/runs/create`, {
      experiment_id: '0',
      start_time: 5,
      run_name: 'r',
      user_id: 'me',
    });
    const run_id = run.info.run_id;
    const log = (what: string, body: object): Promise<Answer> =>
      server.send('POST', `${V2}/runs/${what}`, { run_id, ...body });
    expect(await log('log-metric', { key: 'm', value: 1, timestamp: '10', step: 1 })).toEqual({});
    await log('log-batch', {
      metrics: [{ key: 'm', value: 2, timestamp: 20, step: 2 }],
      params: [{ key: 'p', value: '1' }],
      tags: [{ key: 't', value: 'x' }],
    });
    await log('log-parameter', { key: 'q', value: '2' });
    await log('set-tag', { key: 'u', value: 'y' });
    await log('delete-tag', { key: 'u' });
    await log('log-inputs', { datasets: [{ dataset: { name: 'd', digest: '1' } }], models: [{ model_id: 'm-1' }] });
    await log('outputs', { models: [{ model_id: 'm-2', step: 0 }] });
    expect(await log('log-parameter', { key: 'p', value: '2' })).toMatchObject({
      message: expect.stringContaining('Changing param values is not allowed'),
    });
    expect((await log('update', { status: 'FINISHED', end_time: 50 }))['run_info']).toMatchObject({
      status: 'FINISHED',
      end_time: 50,
    });
    const read = (await server.get(`${V2}/runs/get?run_id=${run_id}`))['run'];
    expect(read.data).toEqual({
      metrics: [{ key: 'm', value: 2 }],
      params: [
        { key: 'p', value: '1' },
        { key: 'q', value: '2' },
      ],
      tags: expect.arrayContaining([
        { key: 't', value: 'x' },
        { key: 'mlflow.runName', value: 'r' },
      ]),
    });
    expect(read.inputs.dataset_inputs).toEqual([{ dataset: { name: 'd', digest: '1' } }]);
    expect(read.outputs.model_outputs).toEqual([{ model_id: 'm-2', step: 0 }]);
    const { metrics } = await server.get(`${V2}/metrics/get-history?run_id=${run_id}&metric_key=m`);
    expect(metrics.map(({ value, step }: { value: number; step: number }) => [value, step])).toEqual([
      [1, 1],
      [2, 2],
    ]);
    await server.send('POST', `${V2}/traces/link-to-run`, { trace_ids: [traceIdOf(0)], run_id });
    expect(
      idsOf(await server.get(`${V2}/traces?experiment_ids=0&filter=${encodeURIComponent(`run_id = '${run_id}'`)}`)),
    ).toEqual([traceIdOf(0)]);
    const found = await server.send('POST', `${V2}/runs/search`, {
      experiment_ids: ['0'],
      filter: "metrics.m > 1 AND params.p = '1'",
    });
    expect(found['runs']).toHaveLength(1);
    await log('delete', {});
    expect(await log('set-tag', { key: 'a', value: 'b' })).toMatchObject({
      message: expect.stringContaining("must be in the 'active' state"),
    });
    expect((await server.send('POST', `${V2}/runs/search`, { experiment_ids: ['0'] }))['runs']).toEqual([]);
    expect(await log('restore', {})).toEqual({});
    expect(await server.get(`${V2}/runs/get?run_id=none`)).toMatchObject({ message: 'Run with id=none not found' });
  });

  it('keeps logged models', async () => {
    const server = await startServer();
    const { model } = await server.send('POST', `${V2}/logged-models`, {
      experiment_id: '0',
      name: 'chain',
      params: [{ key: 'p', value: '1' }],
    });
    const path = `${V2}/logged-models/${model.info.model_id}`;
    expect(model.info).toMatchObject({
      status: 'LOGGED_MODEL_PENDING',
      artifact_uri: `mlflow-artifacts:/models/${model.info.model_id}/artifacts`,
    });
    const done = await server.send('PATCH', path, { status: 'LOGGED_MODEL_READY' });
    expect(done['model'].info.status).toBe('LOGGED_MODEL_READY');
    await server.send('PATCH', `${path}/tags`, {
      tags: [
        { key: 't', value: 'x' },
        { key: 'u', value: 'y' },
      ],
    });
    await server.send('DELETE', `${path}/tags/u`);
    await server.send('POST', `${path}/params`, { params: [{ key: 'q', value: '2' }] });
    await fetch(`${server.url}/api/2.0/mlflow-artifacts/artifacts/models/${model.info.model_id}/artifacts/MLmodel`, {
      method: 'PUT',
      body: 'flavors: {}',
    });
    expect((await server.get(`${path}/artifacts/directories`))['files']).toEqual([
      { path: 'MLmodel', is_dir: false, file_size: 11 },
    ]);
    expect((await server.get(path))['model']).toMatchObject({
      info: { tags: [{ key: 't', value: 'x' }] },
      data: {
        params: [
          { key: 'p', value: '1' },
          { key: 'q', value: '2' },
        ],
      },
    });
    const search = (filter: string): Promise<Answer> =>
      server.send('POST', `${V2}/logged-models/search`, { experiment_ids: ['0'], filter });
    expect((await search("name = 'chain'"))['models']).toHaveLength(1);
    expect((await search("name = 'other'"))['models']).toEqual([]);
    expect(await server.send('DELETE', path)).toEqual({});
    expect(await server.get(path)).toMatchObject({ error_code: 'RESOURCE_DOES_NOT_EXIST' });
    expect(await server.send('POST', `${V2}/logged-models`, { experiment_id: '0', name: 'a/b' })).toMatchObject({
      error_code: 'INVALID_PARAMETER_VALUE',
    });
  });
});
