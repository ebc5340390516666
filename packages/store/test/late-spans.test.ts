import { describe, expect, it } from '@jest/globals';
import type { SpanData } from '@spanwright/core/model';
import { newPath } from './support/folder.ts';
import { postAll } from './support/post-all.ts';
import { querySql } from './support/sql.ts';
import { openStore } from './support/stores.ts';
import { makeSpan, makeTrace, traceIdOf } from './support/traces.ts';

const usage = (tokens: number): Pick<SpanData, 'attributes'> => ({
  attributes: {
    'mlflow.spanType': 'CHAT_MODEL',
    'mlflow.llm.model': 'gpt-4o',
    'mlflow.chat.tokenUsage': { input_tokens: tokens, output_tokens: 1, total_tokens: tokens + 1, reasoning_tokens: 1 },
  },
});

const totals = (path: string) =>
  querySql(path, 'SELECT spans, errors, bytes, input_tokens, output_tokens, total_tokens FROM traces')[0];

const postings = (path: string) =>
  querySql(
    path,
    'SELECT dict.text || ? || post.v AS posting FROM post JOIN dict ON dict.id = post.k ORDER BY 1',
    '=',
  ).map((row) => row['posting']);

describe('spans of a trace that is there already', () => {
  it('are added to it', async () => {
    const path = newPath();
    const store = openStore(path);
    await store.append([makeTrace(1, {}, [makeSpan(1, 0), makeSpan(1, 2)])]);
    await store.append([makeTrace(1, {}, [makeSpan(1, 1)])]);
    const trace = await store.getTrace(traceIdOf(1));
    expect(trace).toEqual(makeTrace(1, {}, [makeSpan(1, 0), makeSpan(1, 1), makeSpan(1, 2)]));
    expect((await store.listTraces()).traces).toHaveLength(1);
  });

  it('replace the one with the same id, and keep its place', async () => {
    const path = newPath();
    const store = openStore(path);
    const startTimeNs = 5n;
    const first = [0, 1, 2].map((n) => makeSpan(1, n, { startTimeNs }));
    const newer = makeSpan(1, 1, { startTimeNs, name: 'renamed', status: { code: 'ERROR', message: 'late' } });
    await store.append([makeTrace(1, {}, first)]);
    await store.append([makeTrace(1, {}, [newer])]);
    expect((await store.getTrace(traceIdOf(1)))?.spans).toEqual([first[0], newer, first[2]]);
    expect(totals(path)).toMatchObject({ spans: 3, errors: 1 });
  });

  it('are taken once when one call brings them twice', async () => {
    const store = openStore(newPath());
    await store.append([makeTrace(1, {}, [makeSpan(1, 0, { name: 'older' }), makeSpan(1, 0, { name: 'newer' })])]);
    expect((await store.getTrace(traceIdOf(1)))?.spans.map((span) => span.name)).toEqual(['newer']);
  });

  it('may come with a trace twice in one call, as if they had come one after the other', async () => {
    const store = openStore(newPath());
    await store.append([makeTrace(1, {}, [makeSpan(1, 0)]), makeTrace(1, {}, [makeSpan(1, 1)])]);
    expect((await store.getTrace(traceIdOf(1)))?.spans).toEqual([makeSpan(1, 0), makeSpan(1, 1)]);
  });

  it('take no more room when the whole trace is sent again', async () => {
    const path = newPath();
    const store = openStore(path);
    const trace = makeTrace(1, {}, [makeSpan(1, 0), makeSpan(1, 1)]);
    await store.append([trace]);
    const before = totals(path);
    for (let i = 0; i < 5; i++) await store.append([trace]);
    expect(totals(path)).toEqual(before);
    expect(querySql(path, 'SELECT count(*) AS n FROM payload')).toEqual([{ n: 1 }]);
    expect(await store.getTrace(traceIdOf(1))).toEqual(trace);
  });

  it('are summed up with the others, each call counted once', async () => {
    const path = newPath();
    const store = openStore(path);
    await store.append([makeTrace(1, {}, [makeSpan(1, 0), makeSpan(1, 1, usage(100))])]);
    expect(totals(path)).toMatchObject({ spans: 2, input_tokens: 100, output_tokens: 1, total_tokens: 101 });
    const wrapper = makeSpan(1, 2, usage(20));
    const wrapped = makeSpan(1, 3, { ...usage(20), parentSpanId: wrapper.spanId });
    await store.append([makeTrace(1, {}, [wrapper, wrapped])]);
    expect(totals(path)).toMatchObject({ spans: 4, input_tokens: 120, output_tokens: 2, total_tokens: 122 });
  });

  it('bring the token usage in the metadata up to date, whatever their sender knew of it', async () => {
    const store = openStore(newPath());
    const metadata = { 'mlflow.trace.tokenUsage': '{"input_tokens":20,"output_tokens":1,"total_tokens":21}' };
    await store.append([makeTrace(1, {}, [makeSpan(1, 1, usage(100))])]);
    await store.append([makeTrace(1, { metadata }, [makeSpan(1, 2, usage(20))])]);
    const stored = (await store.getTrace(traceIdOf(1)))?.info.metadata['mlflow.trace.tokenUsage'];
    expect(JSON.parse(stored ?? '')).toEqual({
      input_tokens: 120,
      output_tokens: 2,
      total_tokens: 122,
      reasoning_tokens: 2,
    });
  });

  it.each([true, false])('move what the trace is looked up by, posted before: %s', async (before) => {
    const path = newPath();
    const store = openStore(path);
    const tags = { env: 'dev', team: 'a' };
    await store.append([makeTrace(1, { tags, metadata: { m: '1' } }, [makeSpan(1, 0, { name: 'old' })])]);
    if (before) postAll(path);
    await store.append([
      makeTrace(1, { tags: { env: 'prod' }, experimentId: '5' }, [
        makeSpan(1, 0, { name: 'new', status: { code: 'ERROR' } }),
        makeSpan(1, 1, usage(1)),
      ]),
    ]);
    postAll(path);
    expect(postings(path)).toEqual([
      'metadata.m=1',
      'span.model=gpt-4o',
      'span.name=new',
      'span.name=step 1',
      'span.status=ERROR',
      'span.status=OK',
      'span.type=CHAIN',
      'span.type=CHAT_MODEL',
      'tags.env=prod',
      'tags.team=a',
    ]);
    expect((await store.listTraces({ experimentId: '0' })).traces).toEqual([]);
    expect((await store.listTraces({ experimentId: '5' })).traces).toHaveLength(1);
  });

  it('stay where they are in time when the start of the trace is corrected', async () => {
    const path = newPath();
    const store = openStore(path);
    const { requestTimeMs } = makeTrace(1).info;
    const starts = () => querySql(path, 'SELECT start_ns FROM spans ORDER BY id').map((row) => row['start_ns']);
    await store.append([makeTrace(1, {}, [makeSpan(1, 0), makeSpan(1, 1)])]);
    expect(starts()).toEqual([0, 1_000_000]);
    await store.append([makeTrace(1, { requestTimeMs: requestTimeMs - 10 }, [makeSpan(1, 2)])]);
    expect(starts()).toEqual([10_000_000, 11_000_000, 12_000_000]);
  });

  it('stay one trace of 2,000 spans when they come in 100 parts', async () => {
    const store = openStore(newPath());
    const spans = Array.from({ length: 2000 }, (_, n) => makeSpan(1, n));
    const parts = Array.from({ length: 100 }, (_, i) => makeTrace(1, {}, spans.slice(i * 20, i * 20 + 20)));
    await Promise.all(parts.map((part) => store.append([part])));
    expect(await store.getTrace(traceIdOf(1))).toEqual(makeTrace(1, {}, spans));
  });
});

describe('information that is sent again', () => {
  it('is replaced by the newer, and keeps what the newer does not say', async () => {
    const store = openStore(newPath());
    const { executionDurationMs: _, ...started } = makeTrace(1, { state: 'IN_PROGRESS', requestPreview: 'q' }).info;
    await store.append([{ info: started, spans: [] }]);
    const ended = makeTrace(1, { state: 'OK', responsePreview: 'a', executionDurationMs: 7 }).info;
    await store.append([{ info: ended, spans: [] }]);
    expect((await store.getTrace(traceIdOf(1)))?.info).toEqual({ ...started, ...ended });
  });

  it('is merged where it is tags and metadata', async () => {
    const store = openStore(newPath());
    await store.append([makeTrace(1, { tags: { a: '1', b: '1' }, metadata: { x: '1' } })]);
    await store.append([makeTrace(1, { tags: { b: '2', c: '2' }, metadata: { y: '2' } })]);
    expect((await store.getTrace(traceIdOf(1)))?.info).toMatchObject({
      tags: { a: '1', b: '2', c: '2' },
      metadata: { x: '1', y: '2' },
    });
  });
});
