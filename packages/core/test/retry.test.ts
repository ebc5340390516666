import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { config, flush, setLogger, startSpan, type TraceData, TracingError } from '../src/index.ts';
import { setTraceExporter } from '../src/export/current-target.ts';
import { DropCount } from '../src/export/drop-count.ts';
import { type Batch, RetryList } from '../src/export/retry-list.ts';
import { limits } from '../src/limits.ts';
import { CollectingExporter } from './collecting-exporter.ts';

let lines: string[] = [];

beforeEach(() => {
  lines = [];
  setLogger({ warn: (line) => void lines.push(line), info: () => {} });
});

afterEach(() => {
  setTraceExporter(new CollectingExporter());
  setLogger();
  jest.useRealTimers();
});

/** An exporter that fails in one way until it is mended. */
class BrokenExporter extends CollectingExporter {
  failure: Error | undefined = new TracingError('STORE_NOT_WRITABLE', `disk full ${Math.random()}`);
  tries = 0;

  override async export(traces: readonly TraceData[]): Promise<void> {
    this.tries += 1;
    if (this.failure) throw this.failure;
    await super.export(traces);
  }

  get names(): readonly string[] {
    return this.spans.map(({ name }) => name);
  }
}

function broken(): BrokenExporter {
  const exporter = new BrokenExporter();
  setTraceExporter(exporter);
  return exporter;
}

describe('traces that cannot be stored for now', () => {
  it('wait, and are stored in their order once it works again', async () => {
    const exporter = broken();
    startSpan('first').end();
    await flush();
    startSpan('second').end();
    await flush();
    expect(config.loggingStatus().queuedTraces).toBe(2);
    exporter.failure = undefined;
    await flush();
    expect(exporter.names).toEqual(['first', 'second']);
    expect(config.loggingStatus()).toMatchObject({ queuedTraces: 0, queuedBytes: 0 });
  });

  it('are tried again by themselves', async () => {
    const exporter = broken();
    startSpan('first').end();
    await flush();
    exporter.failure = undefined;
    while (exporter.names.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(exporter.names).toEqual(['first']);
  });

  it('do not hold up those that go elsewhere', async () => {
    const exporter = broken();
    startSpan('waits').end();
    await flush();
    const other = new CollectingExporter();
    setTraceExporter(other);
    startSpan('goes').end();
    await flush();
    expect(other.spans.map(({ name }) => name)).toEqual(['goes']);
    exporter.failure = undefined;
    await flush();
    expect(exporter.names).toEqual(['waits']);
  });

  it('are told of once', async () => {
    const exporter = broken();
    for (let n = 0; n < 3; n += 1) {
      startSpan('x').end();
      await flush();
    }
    expect(lines.filter((line) => line.includes('disk full')).length).toBeLessThanOrEqual(1);
    exporter.failure = undefined;
    await flush();
  });

  it('are not kept where another try would not help', async () => {
    const exporter = broken();
    exporter.failure = new TracingError('STORE_FOREIGN', 'not ours');
    const { droppedTraces } = config.loggingStatus();
    startSpan('x').end();
    await flush();
    expect(config.loggingStatus()).toMatchObject({ queuedTraces: 0, droppedTraces: droppedTraces + 1 });
    await flush();
    expect(exporter.tries).toBe(1);
  });
});

describe('tries', () => {
  const failure = new TracingError('COLLECTOR_UNAVAILABLE', 'away');
  const exporter = new CollectingExporter();
  const batchOf = (count: number, bytes = 1): Batch => ({
    exporter,
    traces: Array.from({ length: count }, () => ({}) as TraceData),
    bytes,
  });

  it('come ever more seldom, and soon again after a success', () => {
    jest.useFakeTimers();
    const at: number[] = [];
    const list = new RetryList(new DropCount(), () => {
      at.push(Date.now());
      for (const batch of list.takeAll()) list.add(batch);
    });
    list.addFailed(batchOf(1), failure);
    const before = Date.now();
    jest.advanceTimersByTime(4 * limits.retryDelayMaxMs);
    const pauses = at.map((ms, i) => ms - (at[i - 1] ?? before));
    expect(pauses.slice(0, 4)).toEqual([1, 2, 4, 8].map((factor) => factor * limits.retryDelayMs));
    expect(Math.max(...pauses)).toBe(limits.retryDelayMaxMs);
    list.takeAll();
    list.succeeded();
    const after = Date.now();
    list.addFailed(batchOf(1), failure);
    jest.advanceTimersByTime(limits.retryDelayMs);
    expect((at.at(-1) ?? 0) - after).toBe(limits.retryDelayMs);
    list.takeAll();
  });

  it('end after a while', () => {
    jest.useFakeTimers();
    const drops = new DropCount();
    const list = new RetryList(drops, () => {});
    const batch = batchOf(2);
    list.addFailed(batch, failure);
    list.takeAll();
    jest.advanceTimersByTime(limits.retryMs);
    list.addFailed(batch, failure);
    expect([list.traces, drops.count]).toEqual([0, 2]);
  });

  it('are bounded in traces and bytes: the oldest are dropped, counted and told of', () => {
    const drops = new DropCount();
    const list = new RetryList(drops, () => {});
    list.add(batchOf(limits.queuedTraces));
    list.add(batchOf(5));
    expect([list.traces, drops.count]).toEqual([5, limits.queuedTraces]);
    list.add(batchOf(1, limits.queuedBytes));
    expect([list.traces, drops.count]).toEqual([1, limits.queuedTraces + 5]);
    expect(lines).toEqual([
      expect.stringContaining(`the oldest waiting ones are dropped, ${limits.queuedTraces} so far`),
    ]);
    drops.report();
    expect(lines[1]).toContain(`${limits.queuedTraces + 5} so far`);
    list.takeAll();
  });
});
