import { afterEach, describe, expect } from '@jest/globals';
import {
  config,
  flush,
  flushTraceAsyncLogging,
  getLastActiveTraceId,
  MlflowClient,
  startSpan,
  trace,
  type TraceData,
  tracing,
  withSpan,
} from '../../src/index.ts';
import { setTraceExporter } from '../../src/export/current-target.ts';
import { sharedSlot } from '../../src/shared-state.ts';
import { CollectingExporter } from '../collecting-exporter.ts';
import { conforms, conformsLogged, conformsOnce } from './support/conforms.ts';
import { namesOf } from './support/spans.ts';

const settings = {
  MLFLOW_ASYNC_TRACE_LOGGING_MAX_QUEUE_SIZE: 'queueSize',
  MLFLOW_ASYNC_TRACE_LOGGING_MAX_INTERVAL_MILLIS: 'delayMs',
  MLFLOW_ASYNC_TRACE_LOGGING_MAX_SPAN_BATCH_SIZE: 'batchSize',
} as const;

/** Sets a variable that was read already, perhaps. */
function setEnvironment(name: keyof typeof settings, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
  const state = sharedSlot<Record<string, unknown>>('logging', () => ({}));
  state[settings[name]] = undefined;
}

afterEach(() => {
  for (const name of Object.keys(settings)) setEnvironment(name as keyof typeof settings, undefined);
});

/** Takes a while for each batch. */
class SlowExporter extends CollectingExporter {
  readonly sizes: number[] = [];
  override async export(traces: readonly TraceData[]): Promise<void> {
    this.sizes.push(traces.length);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await super.export(traces);
  }
}

function exportTo<E extends CollectingExporter>(exporter: E): E {
  setTraceExporter(exporter);
  return exporter;
}

describe('export', () => {
  conforms(150, 'brings each trace once', async (of) => {
    const exporter = exportTo(new CollectingExporter());
    for (let n = 0; n < 3; n += 1) await withSpan(`t${n}`, () => of.give(() => startSpan('child').end()));
    await flush();
    expect(exporter.batches.map(({ spans }) => spans.length)).toEqual([2, 2, 2]);
    await flush();
    expect(exporter.batches).toHaveLength(3);
  });

  conforms(152, 'that fails warns, and neither results nor the last active trace suffer', async (of) => {
    setTraceExporter({ export: () => Promise.reject(new Error('no backend')), close: async () => {} });
    let traceId = '';
    const work = trace((x: number) => {
      traceId = startSpan('inside').traceId;
      return of.give(() => x + 1);
    });
    expect(await work(1)).toBe(2);
    await new MlflowClient().startTrace('open');
    await flush();
    expect(traceId).toMatch(/^tr-/);
    expect(getLastActiveTraceId()).not.toBe('');
    const failing = startSpan('failing');
    failing.end();
    await flush();
    expect(getLastActiveTraceId()).toBe(failing.traceId);
    expect(of.warnings).toEqual([expect.stringContaining('storing traces failed: no backend')]);
  });

  conformsOnce([153, 158], 'brings everything that was waiting once it is flushed, however much at once', async () => {
    const exporter = exportTo(new SlowExporter());
    for (let n = 0; n < 10; n += 1) startSpan(`t${n}`).end();
    await flushTraceAsyncLogging();
    expect(exporter.spans).toHaveLength(10);
    await Promise.all(
      Array.from({ length: 1000 }, (_, n) => withSpan(`u${n}`, () => new Promise((resolve) => setImmediate(resolve)))),
    );
    await flush();
    expect(new Set(exporter.spans.map(({ name }) => name)).size).toBe(1010);
  });

  conformsOnce([155, 156], 'goes on after a flush; flushes at once are one; hooks at exit are there once', async () => {
    const exporter = exportTo(new SlowExporter());
    startSpan('first').end();
    await Promise.all([flush(), flush(), flush()]);
    expect(exporter.spans.map(({ name }) => name)).toEqual(['first']);
    const hooks = process.listenerCount('exit');
    for (let n = 0; n < 50; n += 1) {
      startSpan(`t${n}`).end();
      void flush();
    }
    await flush();
    expect(exporter.spans).toHaveLength(51);
    expect(process.listenerCount('exit')).toBe(hooks);
  });

  conformsOnce(157, 'with a full queue drops, without blocking, and tells the number once for a while', async (of) => {
    setEnvironment('MLFLOW_ASYNC_TRACE_LOGGING_MAX_QUEUE_SIZE', '3');
    const exporter = exportTo(new SlowExporter());
    const before = config.loggingStatus().droppedTraces;
    for (let n = 0; n < 10; n += 1) startSpan(`t${n}`).end();
    expect(config.loggingStatus()).toMatchObject({ queuedTraces: 3, droppedTraces: before + 7 });
    expect(of.warnings.length).toBeLessThanOrEqual(1);
    await flush();
    expect(exporter.spans.map(({ name }) => name)).toEqual(['t7', 't8', 't9']);
    expect(of.warnings.at(-1)).toContain(`${before + 7} so far`);
  });

  conformsOnce(157, 'ignores a size of the queue that is none, with a warning', async (of) => {
    setEnvironment('MLFLOW_ASYNC_TRACE_LOGGING_MAX_QUEUE_SIZE', 'many');
    exportTo(new CollectingExporter());
    for (const name of ['a', 'b']) startSpan(name).end();
    expect(of.warnings).toEqual([
      expect.stringContaining('MLFLOW_ASYNC_TRACE_LOGGING_MAX_QUEUE_SIZE is ignored: "many"'),
    ]);
  });

  conformsOnce(161, "follows MLflow's variables for the size of batches and the time between them", async () => {
    setEnvironment('MLFLOW_ASYNC_TRACE_LOGGING_MAX_SPAN_BATCH_SIZE', '4');
    const exporter = exportTo(new SlowExporter());
    for (let n = 0; n < 10; n += 1) startSpan(`t${n}`).end();
    await flush();
    expect(Math.max(...exporter.sizes)).toBe(4);
    setEnvironment('MLFLOW_ASYNC_TRACE_LOGGING_MAX_INTERVAL_MILLIS', '1');
    const soon = exportTo(new CollectingExporter());
    startSpan('soon').end();
    while (soon.spans.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(soon.spans).toHaveLength(1);
  });

  conformsLogged(162, 'has nothing to say to a flush without traces, or with tracing off', async (of) => {
    await flush();
    tracing.disable();
    withSpan('off', () => {});
    await flushTraceAsyncLogging();
    expect(of.warnings).toEqual([]);
  });

  conformsLogged(166, 'has all spans of traces that grow at once from many places', async (of) => {
    const client = new MlflowClient();
    const roots = Array.from({ length: 5 }, (_, n) => client.startTrace(`root ${n}`));
    await Promise.all(
      Array.from({ length: 10 }, async (_, worker) => {
        for (const { traceId, spanId } of roots) {
          const child = client.startSpan(`worker ${worker}`, { traceId, parentId: spanId });
          await new Promise((resolve) => setImmediate(resolve));
          client.endSpan({ traceId, spanId: child.spanId });
        }
      }),
    );
    for (const { traceId } of roots) client.endTrace(traceId);
    const stored = await of.traces();
    expect(stored).toHaveLength(5);
    for (const one of stored) expect(namesOf(one)).toHaveLength(11);
  });
});
