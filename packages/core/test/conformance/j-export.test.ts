import { afterEach, describe, expect } from '@jest/globals';
import { makeProgramFolder, runInNode, storedTraces } from '@spanwright/fixtures';
import { join } from 'node:path';
import {
  config,
  flush,
  getLastActiveTraceId,
  setTrackingUri,
  startSpan,
  trace,
  type TraceData,
  tracing,
  withSpan,
} from '../../src/index.ts';
import { setTraceExporter } from '../../src/export/current-exporter.ts';
import { sharedSlot } from '../../src/shared-state.ts';
import { type Case, conforms, conformsLogged, conformsOnce } from './support/conforms.ts';
import { namesOf } from './support/spans.ts';

afterEach(() => setTraceExporter(undefined));

const EXIT_PROGRAM = join(__dirname, '..', 'programs', 'exit.mjs');
const tick = (): Promise<unknown> => new Promise((resolve) => setImmediate(resolve));

/** An exporter that keeps what it gets; each batch is done when `release` is called, or at once. */
function collecting(held = false) {
  const exported: TraceData[] = [];
  let release = (): void => {};
  const gate = held ? new Promise<void>((resolve) => (release = resolve)) : Promise.resolve();
  setTraceExporter({
    export: async (traces) => {
      exported.push(...structuredClone(traces));
      await gate;
    },
    close: async () => {},
  });
  return { exported, release: () => release() };
}

const step = (of: Case) => trace((n: number) => of.give(() => n), { name: 'step' });

describe('export', () => {
  conforms(150, 'takes each trace once, whole', async (of) => {
    const { exported } = collecting();
    const work = step(of);
    await withSpan('root', async () => {
      for (const n of [1, 2]) await work(n);
    });
    await flush();
    expect(exported.map(({ info, spans }) => [info.state, spans.map(({ name }) => name).sort()])).toEqual([
      ['OK', ['root', 'step', 'step']],
    ]);
  });

  conforms(152, 'that fails is one warning; the program goes on, and the last trace is known', async (of) => {
    setTrackingUri('sqlite:/nowhere/at/all/traces.db');
    expect(await step(of)(7)).toBe(7);
    const span = startSpan('last');
    span.end();
    await flush();
    expect(getLastActiveTraceId()).toBe(span.traceId);
    expect(of.warnings.filter((line) => line.startsWith('storing traces failed'))).toHaveLength(1);
  });

  conforms(153, 'handles everything that is queued by the time that `flush()` resolves', async (of) => {
    const { exported } = collecting();
    for (let n = 0; n < 10; n += 1) await step(of)(n);
    await flush();
    expect(exported).toHaveLength(10);
  });

  conformsOnce(154, 'loses nothing of a program that ends without waiting for it', async () => {
    for (const way of ['natural', 'process.exit']) {
      const folder = await makeProgramFolder({});
      try {
        await runInNode({ file: EXIT_PROGRAM, args: [way], cwd: folder.path });
        expect(await storedTraces(join(folder.path, 'spanwright.db'))).toHaveLength(200);
      } finally {
        await folder.remove();
      }
    }
  });

  conformsOnce(155, 'has one set of exit hooks, and goes on after each flush', async () => {
    const { exported } = collecting();
    const before = process.listenerCount('exit');
    await Promise.all(
      Array.from({ length: 20 }, async (_, n) => {
        await tick();
        startSpan(`${n}`).end();
        await flush();
      }),
    );
    startSpan('after').end();
    await flush();
    expect(exported).toHaveLength(21);
    expect(process.listenerCount('exit') - before).toBeLessThanOrEqual(1);
  });

  conformsOnce(156, 'stores what ends while the program is already ending', async () => {
    const folder = await makeProgramFolder({});
    try {
      await runInNode({ file: EXIT_PROGRAM, args: ['own SIGTERM handler'], cwd: folder.path });
      const names = (await storedTraces(join(folder.path, 'spanwright.db'))).flatMap(({ spans }) =>
        spans.map(({ name }) => name),
      );
      expect(names).toHaveLength(201);
      expect(names).toContain('goodbye');
    } finally {
      await folder.remove();
    }
  });

  conformsOnce(157, 'drops what a full queue cannot hold, never keeps the program waiting, and says so', async (of) => {
    const logging = sharedSlot('logging', () => ({ queueSize: undefined as number | undefined }));
    const droppedBefore = config.loggingStatus().droppedTraces;
    const { exported, release } = collecting(true);
    logging.queueSize = 3;
    try {
      for (let n = 0; n < 10; n += 1) startSpan(`${n}`).end();
      release();
      await flush();
      expect(exported.length).toBeLessThanOrEqual(4);
      expect(exported.length + config.loggingStatus().droppedTraces - droppedBefore).toBe(10);
      expect(of.warnings.map((line) => /are dropped, (\d+) so far/.exec(line)?.[1])).toEqual(['1', '7']);
    } finally {
      logging.queueSize = undefined;
    }
  });

  conforms(158, 'of very many traces at the same time loses none', async (of) => {
    const work = step(of);
    await Promise.all(Array.from({ length: 400 }, (_, n) => withSpan('root', () => work(n))));
    const found = await of.traces();
    expect(found).toHaveLength(400);
    expect(new Set(found.map(({ data }) => data.response)).size).toBe(400);
  });

  conformsOnce(162, 'has nothing to say when there is nothing to flush, or tracing is off', async (of) => {
    await flush();
    tracing.disable();
    startSpan('off').end();
    await flush();
    expect(of.warnings).toEqual([]);
  });
});

describe('traces in progress', () => {
  conforms(166, 'are kept apart, however their spans come and go', async (of) => {
    const work = step(of);
    await Promise.all(
      Array.from({ length: 5 }, (_, n) =>
        withSpan(`root ${n}`, () => Promise.all(Array.from({ length: 10 }, async (__, i) => (await tick(), work(i))))),
      ),
    );
    const found = await of.traces();
    expect(found.map((traced) => namesOf(traced)[0]).sort()).toEqual([0, 1, 2, 3, 4].map((n) => `root ${n}`));
    for (const traced of found) expect(traced.data.spans).toHaveLength(11);
  });

  conformsLogged(72, 'wait for a child that is open when their root ends', async (of) => {
    const root = startSpan('root');
    const child = startSpan({ name: 'child', parent: root });
    root.end();
    expect(await of.traces()).toEqual([]);
    child.end({ outputs: 'late' });
    const traced = await of.trace();
    expect(namesOf(traced)).toEqual(['root', 'child']);
    expect(traced.searchSpans({ name: 'child' })[0]?.outputs).toBe('late');
  });
});
