import { EventEmitter } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { applyIntegration } from '../src/integration/apply.ts';
import type { CallReader } from '../src/integration/call-reader.ts';
import type { Integration } from '../src/integration/define.ts';
import { createTraced } from '../src/integration/traced.ts';
import { SpanAttributeKey, type TraceData } from '../src/model/index.ts';
import { collect } from './collecting-exporter.ts';

type Call = (...args: unknown[]) => unknown;

function integrationOf(reader: Partial<CallReader>, more: Partial<Integration> = {}): Integration {
  const whole: CallReader = { spanType: 'AGENT', name: 'run', inputs: ([body]) => body, ...reader };
  return { name: 'lib', module: 'lib', versions: '>=1', attach: {}, patches: { 'Client#run': whole }, ...more };
}

function clientOf(run: Call) {
  class Client {
    run(...args: unknown[]): unknown {
      return run(...args);
    }
  }
  return { Client };
}

async function spansOf(
  integration: Integration,
  lib: { Client: new () => { run: Call } },
  use: (run: Call) => unknown,
) {
  const undo = applyIntegration(integration, lib, { propagateContext: true });
  const client = new lib.Client();
  const traces = await collect(() => use((...args) => client.run(...args))).finally(undo);
  return traces.flatMap((trace) => trace.data.spans);
}

describe('a call that is adapted', () => {
  it("gives the library other arguments and leaves the program's own as they are", async () => {
    const seen: unknown[] = [];
    const body = Object.freeze({ question: 'why' });
    const adapt: CallReader['adapt'] = ({ args, options, traceparent }) => ({
      args: [...args, { header: traceparent(), ...options }],
    });
    const [span] = await spansOf(
      integrationOf({ adapt }),
      clientOf((...args) => void seen.push(...args)),
      (run) => run(body),
    );
    expect(seen[0]).toBe(body);
    expect(seen[1]).toEqual({ header: `00-${span?.traceId.slice(3)}-${span?.spanId}-01`, propagateContext: true });
    expect(span?.inputs).toEqual({ question: 'why' });
  });

  it('is made as the program wrote it where adapting fails', async () => {
    const adapt = (): never => {
      throw new Error('ours');
    };
    await spansOf(
      integrationOf({ adapt }),
      clientOf((...args) => args),
      (run) => expect(run(1, 2)).toEqual([1, 2]),
    );
  });

  it('records the functions that it is given, as children, with their errors', async () => {
    const tool: CallReader = { spanType: 'TOOL', name: 'add', inputs: (args) => args };
    const adapt: CallReader['adapt'] = ({ args: [fn], recorded }) => ({ args: [recorded(fn as Call, tool)] });
    const refuse = (): never => {
      throw new RangeError('too much');
    };
    const lib = clientOf((fn, ...rest) => (fn as Call)(...rest, 1, 2));
    const spans = await spansOf(integrationOf({ adapt, scope: true }), lib, (run) => {
      expect(run((a: number, b: number) => a + b)).toBe(3);
      expect(() => run(refuse)).toThrow(RangeError);
    });
    expect(spans.map(({ name, status, outputs }) => [name, status.code, outputs])).toEqual([
      ['run', 'OK', 3],
      ['add', 'OK', 3],
      ['run', 'ERROR', undefined],
      ['add', 'ERROR', undefined],
    ]);
    const rootId = spans[0]?.spanId;
    expect(spans[1]?.parentId).toBe(rootId);
  });

  it('hides chunks from the program that only recording asked for', async () => {
    const chunks = [{ text: 'a', extra: null }, { text: 'b', extra: null }, { usage: 7 }];
    const restore = (chunk: unknown): boolean => {
      delete (chunk as { extra?: null }).extra;
      return !('usage' in (chunk as object));
    };
    const folded: unknown[] = [];
    const reader: Partial<CallReader> = {
      adapt: ({ args }) => ({ args, restore }),
      reduce: () => ({ add: (chunk) => void folded.push(structuredClone(chunk)), result: () => folded.length }),
    };
    const lib = clientOf(() => {
      async function* iterator(): AsyncGenerator<unknown> {
        yield* structuredClone(chunks);
      }
      return { iterator, [Symbol.asyncIterator]: () => lib.last.iterator() };
    }) as ReturnType<typeof clientOf> & { last: { iterator(): AsyncIterator<unknown> } };
    const seen: unknown[] = [];
    const [span] = await spansOf(integrationOf(reader, { streamIterator: 'iterator' }), lib, async (run) => {
      lib.last = run() as never;
      for await (const chunk of lib.last as never as AsyncIterable<unknown>) seen.push(chunk);
    });
    expect(seen).toEqual([{ text: 'a' }, { text: 'b' }]);
    expect(folded).toEqual(chunks);
    expect(span?.outputs).toBe(3);
  });
});

describe('an object that goes on working', () => {
  const emitter = { emit: 'emit', events: { end: 'end', error: 'failed', abort: 'abort' } };
  const outputs = (): string => 'done';

  async function spanAfter(...events: (readonly [string, unknown?])[]) {
    const lib = clientOf(() => new EventEmitter());
    const [span] = await spansOf(integrationOf({ outputs }, { emitter }), lib, (run) => {
      const worker = run() as EventEmitter;
      for (const [event, detail] of events) worker.emit(event, detail);
      expect(Object.keys(worker)).toEqual(Object.keys(new EventEmitter()));
    });
    return { status: span?.status, reason: span?.attributes[SpanAttributeKey.END_REASON], outputs: span?.outputs };
  }

  it('is recorded to its end', async () => {
    expect(await spanAfter(['progress', 1], ['end'])).toMatchObject({ status: { code: 'OK' }, outputs: 'done' });
  });

  it('is recorded with the error that it ended by', async () => {
    const after = await spanAfter(['failed', new RangeError('no')], ['end']);
    expect(after.status).toEqual({ code: 'ERROR', message: 'RangeError: no' });
  });

  it('is recorded as aborted', async () => {
    expect(await spanAfter(['abort', new Error('user')], ['end'])).toMatchObject({ reason: 'abort' });
  });
});

describe('what an error says', () => {
  it('is recorded as attributes', async () => {
    const lib = clientOf(() => Promise.reject(Object.assign(new Error('no'), { status: 429 })));
    const errorAttributes = (error: unknown) => ({ status: (error as { status: number }).status });
    const [span] = await spansOf(integrationOf({ errorAttributes }), lib, (run) => expect(run()).rejects.toThrow('no'));
    expect(span?.attributes['status']).toBe(429);
  });
});

describe('a class that no export leads to', () => {
  class Hidden {
    create(): string {
      return 'made';
    }
  }
  class Client {
    beta = { hidden: new Hidden() };
  }
  const reader: CallReader = { spanType: 'LLM', name: 'Hidden', inputs: () => undefined };
  const otherPatches = { 'instance.beta.hidden#create': reader, 'instance.beta.missing#create': reader };
  const integration: Integration = {
    ...integrationOf({}),
    otherPatches,
    instance: (exports) => new (exports as { Client: typeof Client }).Client(),
  };
  const names = (
    traces: readonly { data: { spans: readonly TraceData['spans'][number][] | readonly { name: string }[] } }[],
  ) => traces.flatMap((trace) => trace.data.spans.map(({ name }) => name));

  it('is reached through an instance, for clients made before and after', async () => {
    const before = new Client();
    const { create } = Hidden.prototype;
    const undo = applyIntegration(integration, { Client });
    const traces = await collect(() => [before.beta.hidden.create(), new Client().beta.hidden.create()]);
    expect(names(traces)).toEqual(['Hidden', 'Hidden']);
    undo();
    expect(Hidden.prototype.create).toBe(create);
  });

  it('is reached in one traced client alone', async () => {
    const client = createTraced(integration)(new Client());
    const traces = await collect(() => [client.beta.hidden.create(), new Client().beta.hidden.create()]);
    expect(names(traces)).toEqual(['Hidden']);
  });

  it('is left out where no instance can be made', () => {
    const refuse = {
      ...integration,
      instance: () => {
        throw new Error('not here');
      },
    };
    const { create } = Hidden.prototype;
    applyIntegration(refuse, { Client });
    expect(Hidden.prototype.create).toBe(create);
  });
});
