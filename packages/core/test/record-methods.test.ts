import { describe, expect, it } from '@jest/globals';
import { startSpan, withSpan } from '../src/api/with-span.ts';
import { attachIntegration, recordMethods } from '../src/integration/apply.ts';
import { defineAttachment } from '../src/integration/define.ts';
import type { CallReader } from '../src/integration/call-reader.ts';
import type { Trace } from '../src/model/index.ts';
import { collect } from './collecting-exporter.ts';

const reader: CallReader = { spanType: 'CHAIN', name: 'step', inputs: ([input]) => input };

/** Records `Engine#run` of a module that is not the integration's main one. */
function attached(
  run: (input: string) => unknown,
  members: Partial<CallReader>,
): { run: typeof run; undo: () => void; original: unknown; current(): unknown } {
  class Engine {
    run(input: string): unknown {
      return run(input);
    }
  }
  const original = Engine.prototype.run;
  const integration = defineAttachment({
    name: 'lib',
    module: 'lib',
    versions: '>=1',
    attach: {
      'lib/engine': recordMethods({
        streamIterator: Symbol.asyncIterator,
        patches: { 'Engine#run': { ...reader, ...members }, 'Engine#missing': reader },
      }),
    },
  });
  const undo = attachIntegration(integration, 'lib/engine', { Engine });
  const engine = new Engine();
  return { run: (input) => engine.run(input), undo, original, current: () => Engine.prototype.run };
}

const parents = (trace: Trace): Record<string, string | undefined> =>
  Object.fromEntries(
    trace.data.spans.map((span) => [span.name, trace.searchSpans({ spanId: span.parentId ?? 'none' })[0]?.name]),
  );

async function* letters(): AsyncGenerator<string> {
  yield 'a';
  yield 'b';
}

describe('methods of a further module', () => {
  it('are recorded, and given back by the undo', async () => {
    const { run, undo, original, current } = attached((input) => `${input}!`, {});
    const [trace] = await collect(() => expect(run('hi')).toBe('hi!'));
    expect([trace!.data.request, trace!.data.response]).toEqual(['hi', 'hi!']);
    undo();
    expect(current()).toBe(original);
  });

  it('are the parents of what starts inside where they open a scope, and of nothing after', async () => {
    const work = async (): Promise<void> => {
      await undefined;
      startSpan('inside').end();
    };
    const { run, undo } = attached(work, { scope: true });
    const [trace] = await collect(() =>
      withSpan('program', async () => {
        await run('hi');
        startSpan('after').end();
      }),
    );
    expect(parents(trace!)).toEqual({ program: undefined, step: 'program', inside: 'step', after: 'program' });
    undo();
  });

  it('open no scope unless they say so', async () => {
    const { run, undo } = attached(() => startSpan('inside').end(), {});
    const [trace] = await collect(() => withSpan('program', () => run('hi')));
    expect(parents(trace!)).toEqual({ program: undefined, step: 'program', inside: 'program' });
    undo();
  });

  it('may be named by the call', async () => {
    const details: CallReader['details'] = (self, [input]) => ({
      name: `${(self as object).constructor.name}.run`,
      spanType: 'TOOL',
      attributes: { input },
    });
    const { run, undo } = attached(() => 1, { details });
    const [trace] = await collect(() => run('hi'));
    expect(trace!.data.spans[0]).toMatchObject({ name: 'Engine.run', spanType: 'TOOL', attributes: { input: 'hi' } });
    undo();
  });

  it('are not recorded where the reader has no use for the call', async () => {
    const { run, undo } = attached((input) => input, { applies: (_, [input]) => input !== 'nothing' });
    expect(await collect(() => [run('nothing'), run('something')])).toHaveLength(1);
    undo();
  });

  it('are recorded as they are where details or applies throw', async () => {
    const fail = (): never => {
      throw new Error('broken');
    };
    const { run, undo } = attached((input) => input, { applies: fail, details: fail });
    const [trace] = await collect(() => expect(run('hi')).toBe('hi'));
    expect(trace!.data.spans[0]).toMatchObject({ name: 'step', status: { code: 'OK' } });
    undo();
  });
});

describe('a generator as the result', () => {
  const reduce: CallReader['reduce'] = () => {
    let text = '';
    return { add: (chunk) => void (text += String(chunk)), result: () => text };
  };
  const reading: Record<string, readonly [(stream: AsyncGenerator<string>) => Promise<unknown>, unknown]> = {
    'read by a loop': [
      async (stream) => {
        for await (const _ of stream);
      },
      'ab',
    ],
    'read step by step': [
      async (stream) => {
        while (!(await stream.next()).done);
      },
      'ab',
    ],
    'left early': [
      async (stream) => {
        for await (const _ of stream) break;
      },
      'a',
    ],
  };

  it.each(Object.entries(reading))('%s is recorded once, and is the very same object', async (_, [read, outputs]) => {
    const stream = letters();
    const { run, undo } = attached(async () => stream, { reduce });
    const traces = await collect(async () => {
      expect(await run('hi')).toBe(stream);
      expect(Object.keys(stream)).toEqual([]);
      await read(stream);
    });
    expect(traces.map((trace) => trace.data.response)).toEqual([outputs]);
    undo();
  });
});
