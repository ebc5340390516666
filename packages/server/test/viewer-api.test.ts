import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { SpanData } from '@spanwright/core/model';
import { openStore, startServer } from './support/server.ts';
import { START_MS, makeSpan, makeTrace, spanIdOf, traceIdOf } from './support/traces.ts';

const API = '/api/spanwright/v1';
const failing: Partial<SpanData> = {
  status: { code: 'ERROR', message: 'it broke' },
  attributes: {
    'mlflow.spanType': 'CHAT_MODEL',
    'mlflow.llm.model': 'gpt-4o',
    'mlflow.spanInputs': { messages: [{ role: 'user', content: 'Where is Waldo?' }] },
    'mlflow.chat.tokenUsage': { input_tokens: 10, output_tokens: 5, total_tokens: 15 },
    'gen_ai.agent.name': 'guide',
    'spanwright.handoff.from': 'guide',
    'spanwright.handoff.to': 'expert',
  },
  events: [
    { name: 'exception', timeNs: 1n, attributes: { 'exception.type': 'RateLimit', 'exception.message': 'slow down' } },
  ],
};

describe('the API of the viewer', () => {
  it('lists traces page by page, by a filter and in an order', async () => {
    const server = await startServer(
      [0, 1, 2].map((n) => makeTrace(n, { state: n === 1 ? 'ERROR' : 'OK', executionDurationMs: 10 - n })),
    );
    const page = await server.get(`${API}/traces?limit=2`);
    expect(page['traces'].map((one: { trace_id: string }) => one.trace_id)).toEqual([2, 1].map(traceIdOf));
    const rest = await server.get(`${API}/traces?limit=2&page=${encodeURIComponent(page['nextPageToken'])}`);
    expect(rest['traces']).toHaveLength(1);
    const failed = await server.get(`${API}/traces?filter=${encodeURIComponent("status = 'ERROR'")}`);
    expect(failed['traces'].map((one: { trace_id: string }) => one.trace_id)).toEqual([traceIdOf(1)]);
    const quickest = await server.get(`${API}/traces?order=execution_time%20ASC`);
    expect(quickest['traces'][0].trace_id).toBe(traceIdOf(2));
    expect((await server.get(`${API}/traces?experiment=7`))['traces']).toEqual([]);
  });

  it('lists traces in the order of their tokens and cost, page by page', async () => {
    const used = [20, 300, 9];
    const server = await startServer(
      used.map((total, n) =>
        makeTrace(n, {
          metadata: {
            'mlflow.trace.tokenUsage': JSON.stringify({ total_tokens: total }),
            'mlflow.trace.cost': JSON.stringify({ total_cost: n }),
          },
        }),
      ),
    );
    const idsOf = (traces: readonly { readonly trace_id: string }[]) => traces.map(({ trace_id: id }) => id);
    const first = await server.get(`${API}/traces?order=total_tokens%20DESC&limit=2`);
    expect(idsOf(first['traces'])).toEqual([1, 0].map(traceIdOf));
    const page = encodeURIComponent(first['nextPageToken']);
    const rest = await server.get(`${API}/traces?order=total_tokens%20DESC&limit=2&page=${page}`);
    expect(idsOf(rest['traces'])).toEqual([traceIdOf(2)]);
    const cheapest = await server.get(`${API}/traces?order=total_cost`);
    expect(idsOf(cheapest['traces'])).toEqual([0, 1, 2].map(traceIdOf));
  });

  it('counts facets of what a filter selects', async () => {
    const server = await startServer([0, 1, 2].map((n) => makeTrace(n, { state: n === 1 ? 'ERROR' : 'OK' })));
    const { facets } = await server.get(`${API}/facets?filter=${encodeURIComponent("status = 'ERROR'")}`);
    expect(facets).toContainEqual({ key: 'status', values: [{ value: 'ERROR', count: 1 }] });
    expect(await server.get(`${API}/facets?filter=nope%20%3D%201`)).toMatchObject({
      error_code: 'INVALID_PARAMETER_VALUE',
    });
  });

  it('says where a filter goes wrong', async () => {
    const server = await startServer();
    expect(await server.get(`${API}/filter?filter=${encodeURIComponent("name = 'a'")}`)).toEqual({});
    const { error } = await server.get(`${API}/filter?filter=${encodeURIComponent("name = 'a' AND nope = 1")}`);
    expect(error).toEqual({ message: expect.stringContaining("Invalid attribute key 'nope'"), position: 15 });
    expect(await server.get(`${API}/traces?filter=nope%20%3D%201`)).toMatchObject({
      error_code: 'INVALID_PARAMETER_VALUE',
    });
  });

  it('gives a trace in parts, and its spans one by one', async () => {
    const spans = [makeSpan(0, 0), makeSpan(0, 1, failing), makeSpan(0, 2)];
    const server = await startServer([makeTrace(0, {}, spans)]);
    const first = await server.get(`${API}/traces/${traceIdOf(0)}?limit=2`);
    expect(first).toMatchObject({ startNs: `${START_MS}000000`, spanCount: 3, next: 2 });
    expect(first['info'].trace_id).toBe(traceIdOf(0));
    expect(first['spans'][1]).toEqual({
      spanId: spanIdOf(1),
      parentSpanId: spanIdOf(0),
      name: 'step 1',
      spanType: 'CHAT_MODEL',
      startUs: 1000,
      durationUs: 1500,
      status: 'ERROR',
      error: 'RateLimit: slow down',
      model: 'gpt-4o',
      inputTokens: 10,
      outputTokens: 5,
      cost: expect.any(Number),
      agent: 'guide',
      handoff: { from: 'guide', to: 'expert' },
      events: 1,
    });
    const last = await server.get(`${API}/traces/${traceIdOf(0)}?from=2`);
    expect(last['spans'].map((span: { spanId: string }) => span.spanId)).toEqual([spanIdOf(2)]);
    expect(last).not.toHaveProperty('next');
    const span = await server.get(`${API}/traces/${traceIdOf(0)}/spans/${spanIdOf(1)}`);
    expect(span['attributes']['mlflow.spanInputs']).toEqual(failing.attributes?.['mlflow.spanInputs']);
    expect(await server.get(`${API}/traces/${traceIdOf(0)}/search?text=WALDO`)).toEqual({ spanIds: [spanIdOf(1)] });
    expect(await server.get(`${API}/traces/${traceIdOf(9)}`)).toMatchObject({ error_code: 'RESOURCE_DOES_NOT_EXIST' });
    expect(await server.get(`${API}/traces/${traceIdOf(0)}/spans/none`)).toMatchObject({
      error_code: 'RESOURCE_DOES_NOT_EXIST',
    });
  });

  it('shows a trace as it is after each change', async () => {
    const server = await startServer([makeTrace(0)]);
    await server.get(`${API}/traces/${traceIdOf(0)}`);
    await server.send('PATCH', `/ajax-api/2.0/mlflow/traces/${traceIdOf(0)}/tags`, { key: 'env', value: 'prod' });
    expect((await server.get(`${API}/traces/${traceIdOf(0)}?from=1`))['info'].tags).toMatchObject({ env: 'prod' });
  });

  it('exports what a filter selects, as JSON lines, OTLP and a table without formulas', async () => {
    const server = await startServer([makeTrace(0), makeTrace(1, { requestPreview: '=cmd|"x"' })]);
    const read = async (path: string): Promise<string> => (await fetch(server.url + API + path)).text();
    const lines = (await read('/export?format=jsonl')).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).info.trace_id)).toEqual([1, 0].map(traceIdOf));
    expect((await read('/export?format=otlp')).trim().split('\n')).toHaveLength(2);
    const [head, row] = (await read('/export?format=csv')).split('\r\n');
    expect(head).toMatch(/^trace_id,experiment_id,request_time/);
    expect(row).toContain(`"'=cmd|""x"""`);
    expect(JSON.parse(await read(`/traces/${traceIdOf(0)}/export?format=otlp`)).resourceSpans).toHaveLength(1);
    expect(JSON.parse(await read('/export?format=xls'))).toMatchObject({ error_code: 'INVALID_PARAMETER_VALUE' });
  });

  it('sums up charts, facets and sessions', async () => {
    const session = { 'mlflow.trace.session': 's1' };
    const server = await startServer([0, 1].map((n) => makeTrace(n, { metadata: session })));
    expect((await server.get(`${API}/charts?from=${START_MS - 1}&interval=hour`))['points']).toMatchObject([
      { count: 2 },
    ]);
    expect((await server.get(`${API}/sessions`))['sessions']).toMatchObject([{ sessionId: 's1', count: 2 }]);
    const { facets } = await server.get(`${API}/facets`);
    expect(facets).toContainEqual({ key: 'status', values: [{ value: 'OK', count: 2 }] });
    expect(await server.get(`${API}/charts?by=colour`)).toMatchObject({ error_code: 'INVALID_PARAMETER_VALUE' });
    expect(await server.get(`${API}/config`)).toMatchObject({ database: server.database, readOnly: false });
    expect((await server.get(`${API}/experiments`))['experiments']).toMatchObject([
      { experimentId: '0', name: 'Default' },
    ]);
  });

  it('shows runs and the models that programs have logged beside the database', async () => {
    const server = await startServer();
    await server.store.putRun({
      runId: 'r1',
      runName: 'first',
      experimentId: '0',
      status: 'RUNNING',
      startTimeMs: 5,
      lifecycleStage: 'active',
    });
    await server.store.logToRun('r1', { params: { p: '1' } });
    const run = { runId: 'r1', runName: 'first', startMs: 5, params: { p: '1' } };
    expect((await server.get(`${API}/runs?experiment=0`))['runs']).toMatchObject([run]);
    expect(await server.get(`${API}/runs/r1`)).toMatchObject(run);
    const modelId = `m-${'a'.repeat(32)}`;
    const model = {
      modelId,
      name: 'chain',
      experimentName: 'Default',
      status: 'READY',
      creationTimeMs: 7,
      tags: {},
      params: {},
      flavors: {},
    };
    const folder = join(`${server.database}-artifacts`, 'models', modelId);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'model.json'), JSON.stringify(model));
    const registered = join(`${server.database}-artifacts`, 'registered', 'mine');
    mkdirSync(registered, { recursive: true });
    writeFileSync(join(registered, '1.json'), JSON.stringify({ name: 'mine', version: 1, modelId, creationTimeMs: 8 }));
    const shown = {
      modelId,
      name: 'chain',
      experimentId: '0',
      createdMs: 7,
      registered: [{ name: 'mine', version: 1 }],
    };
    expect((await server.get(`${API}/models?experiment=0`))['models']).toMatchObject([shown]);
    expect(await server.get(`${API}/models/${modelId}`)).toMatchObject(shown);
  });

  it('tells of traces as they come, also of those that another program writes', async () => {
    const server = await startServer([makeTrace(0)]);
    const response = await fetch(`${server.url}${API}/live?experiment=0`);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const other = openStore(server.database);
    let told = '';
    let written = 0;
    // The first look at the database may still be under way: only what comes behind it is new.
    const writing = setInterval(() => void other.append([makeTrace(++written)]), 500);
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      told += chunk;
      if (/^data: .*\n\n/m.test(told)) break;
    }
    clearInterval(writing);
    const { traces } = JSON.parse(/^data: (.*)$/m.exec(told)?.[1] ?? '');
    expect(traces[0]).toMatchObject({ request_preview: expect.stringContaining('question') });
    expect(told).not.toContain(traceIdOf(0));
  });

  it('gives attachments so that nothing of them runs', async () => {
    const server = await startServer([makeTrace(0)]);
    const name = '11111111-2222-3333-4444-555555555555';
    mkdirSync(join(`${server.database}-attachments`, traceIdOf(0)), { recursive: true });
    writeFileSync(join(`${server.database}-attachments`, traceIdOf(0), name), 'bytes');
    const path = `${server.url}${API}/attachments/${traceIdOf(0)}/${name}`;
    const image = await fetch(`${path}?content_type=image/png`);
    expect([image.headers.get('content-type'), await image.text()]).toEqual(['image/png', 'bytes']);
    const page = await fetch(`${path}?content_type=text/html`);
    expect(page.headers.get('content-type')).toBe('application/octet-stream');
    expect(page.headers.get('content-security-policy')).toContain('sandbox');
    expect((await fetch(`${server.url}${API}/attachments/${traceIdOf(0)}/..%2f..%2ftraces.db`)).status).toBe(404);
  });
});
