import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  config,
  flush,
  getTrace,
  searchTraces,
  setLogger,
  setTrackingUri,
  startSpan,
  trace,
  withSpan,
} from '../src/index.ts';
import { currentStore, setTraceExporter } from '../src/export/current-target.ts';
import { MultiExporter } from '../src/export/multi-exporter.ts';
import { setAsyncLogging } from '../src/export/logging-mode.ts';
import { limits } from '../src/limits.ts';
import { CollectingExporter } from './collecting-exporter.ts';

const folder = mkdtempSync(join(tmpdir(), 'spanwright-sync-'));
let databases = 0;

beforeEach(() => {
  setLogger({ warn: (line) => void lines.push(line), info: () => {} });
  setTraceExporter(undefined);
  setTrackingUri(`sqlite:${folder}/${++databases}.db`);
});

afterEach(async () => {
  await flush();
  config.enableAsyncLogging();
  config.setWaitUntil(undefined);
  setTraceExporter(new CollectingExporter());
  setLogger();
  lines = [];
});

let lines: string[] = [];

/** What another reader finds, who does not wait for our pending writes. */
async function isStored(traceId: string): Promise<boolean> {
  return (await currentStore().backend.getTrace(traceId)) !== undefined;
}

describe('enableAsyncLogging(false)', () => {
  it('has a trace stored once its root span has ended', async () => {
    config.enableAsyncLogging(false);
    const traceId = withSpan('root', (span) => {
      startSpan('child').end();
      return span.traceId;
    });
    expect(await isStored(traceId)).toBe(true);
    expect((await getTrace(traceId))?.data.spans.map(({ name }) => name)).toEqual(['root', 'child']);
  });

  it('has the trace of an async function stored once its promise settles', async () => {
    config.enableAsyncLogging(false);
    let traceId = '';
    const work = trace(async () => {
      const span = startSpan('inside');
      ({ traceId } = span);
      await Promise.resolve();
      span.end();
      throw new Error('lost');
    });
    await expect(work()).rejects.toThrow('lost');
    expect(await isStored(traceId)).toBe(true);
  });

  it('waits for every target, where there are several', () => {
    const waited: string[] = [];
    const target = (name: string, stored: boolean) =>
      Object.assign(new CollectingExporter(), { drainSync: () => waited.push(name) > 0 && stored });
    const closed = Object.assign(new CollectingExporter(), { closeSync: () => void waited.push('closed') });
    expect(new MultiExporter([target('late', false), closed, target('stored', true)]).drainSync(10)).toBe(false);
    expect(waited).toEqual(['late', 'closed', 'stored']);
  });

  it('brings what was waiting before it, in its order', async () => {
    const first = withSpan('first', (span) => span.traceId);
    config.enableAsyncLogging(false);
    withSpan('second', () => {});
    expect(await isStored(first)).toBe(true);
    expect(config.loggingStatus().queuedTraces).toBe(0);
  });

  it('never stands still for longer than its bound, and says so', () => {
    const exporter = Object.assign(new CollectingExporter(), { drainSync: () => false });
    setTraceExporter(exporter);
    config.enableAsyncLogging(false);
    withSpan('root', () => {});
    expect(exporter.batches).toHaveLength(1);
    expect(lines).toEqual([expect.stringContaining(`a trace was not stored within ${limits.syncWaitMs} ms`)]);
  });

  it('reports a store that cannot be written; the program goes on, and the trace is stored once it can', async () => {
    setTrackingUri(`sqlite:${folder}/later/x.db`);
    config.enableAsyncLogging(false);
    expect(withSpan('root', () => 'result')).toBe('result');
    await flush();
    expect(lines).toEqual([expect.stringContaining('storing traces failed')]);
    mkdirSync(`${folder}/later`);
    await flush();
    expect((await searchTraces()).length).toBe(1);
  });
});

describe('asynchronous logging', () => {
  it.each([
    ['false', 0],
    ['0', 0],
    ['true', 1],
    ['', 1],
  ])('follows MLFLOW_ENABLE_ASYNC_TRACE_LOGGING=%j', (text, waiting) => {
    const exporter = new CollectingExporter();
    setTraceExporter(exporter);
    process.env['MLFLOW_ENABLE_ASYNC_TRACE_LOGGING'] = text;
    setAsyncLogging(undefined);
    withSpan('root', () => {});
    delete process.env['MLFLOW_ENABLE_ASYNC_TRACE_LOGGING'];
    expect(config.loggingStatus().queuedTraces).toBe(waiting);
  });

  it('has the platform wait for each trace, where that is asked for', async () => {
    const exporter = new CollectingExporter();
    setTraceExporter(exporter);
    const work: Promise<unknown>[] = [];
    config.setWaitUntil((promise) => void work.push(promise));
    withSpan('root', () => {});
    expect(work).toHaveLength(1);
    await Promise.all(work);
    expect(exporter.spans.map(({ name }) => name)).toEqual(['root']);
  });

  it('is not disturbed by a platform that refuses to wait', async () => {
    setTraceExporter(new CollectingExporter());
    config.setWaitUntil(() => {
      throw new Error('outside of a request');
    });
    expect(withSpan('root', () => 'result')).toBe('result');
    expect(lines).toEqual([expect.stringContaining('outside of a request')]);
  });
});
