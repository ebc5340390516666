import { describe, expect, it } from '@jest/globals';
import { setTraceExporter, tracer } from '@spanwright/core/kit';
import { flush, type TraceData } from '@spanwright/core';
import { newRunId } from '../src/run-id.ts';
import { Session } from '../src/session.ts';
import { tellDirectly } from '../src/tell-directly.ts';

type Told = readonly [event: string, ...args: readonly unknown[]];

/** What LangChain's managers do with handlers, as far as this matters; `told` gets what they tell. */
function library(told: Told[]) {
  class BaseRunManager {
    readonly held: readonly unknown[];
    readonly runId: unknown;
    readonly handlers: unknown;
    constructor(a: unknown, b: unknown, c: unknown, d: unknown, e: unknown, f: unknown, g: unknown, h: unknown) {
      this.held = [a, b, c, d, e, f, g, h];
      this.runId = a;
      this.handlers = b;
    }
  }
  class CallbackManagerForChainRun extends BaseRunManager {
    declare handlers: readonly unknown[];
    async handleChainEnd(...args: readonly unknown[]): Promise<void> {
      this.handlers.map(() => told.push(['end', ...args]));
    }
  }
  class CallbackManager {
    handlers: readonly unknown[] = [];
    inheritableHandlers = this.handlers;
    tags = ['tag'];
    inheritableTags = ['inherited'];
    metadata = { own: 1 };
    inheritableMetadata = { inherited: 2 };
    _parentRunId = undefined;
    async handleChainStart(...args: readonly unknown[]): Promise<unknown> {
      this.handlers.map(() => told.push(['start', ...args]));
      return "LangChain's";
    }
  }
  return { BaseRunManager, CallbackManagerForChainRun, CallbackManager };
}

async function scene(use: (told: Told[], session: Session) => Promise<void>): Promise<readonly TraceData[]> {
  const traces: TraceData[] = [];
  setTraceExporter({ export: async (batch) => void traces.push(...batch), close: async () => {} });
  const session = new Session(tracer);
  const detach = session.attached({});
  try {
    await use([], session);
    await flush();
  } finally {
    detach();
    setTraceExporter(undefined);
  }
  return traces;
}

const started = ['start', {}, { question: 'Why?' }, 'id', 'chain', undefined, undefined, 'Chain'] as const;

describe('a run that has our handler alone', () => {
  it("is recorded without LangChain's promises, and has the manager that LangChain would give it", async () => {
    const traces = await scene(async (told, { handler }) => {
      const exports = library(told);
      tellDirectly(exports, handler, tracer);
      const manager = Object.assign(new exports.CallbackManager(), { handlers: [handler] });
      const run = (await manager.handleChainStart(...started.slice(1))) as InstanceType<
        typeof exports.CallbackManagerForChainRun
      >;
      expect(run).toBeInstanceOf(exports.CallbackManagerForChainRun);
      const { handlers, inheritableHandlers, tags, inheritableTags, metadata, inheritableMetadata } = manager;
      const held = [handlers, inheritableHandlers, tags, inheritableTags, metadata, inheritableMetadata, undefined];
      expect(run.held).toEqual(['id', ...held]);
      await run.handleChainEnd({ answer: 'So.' });
      expect(told).toEqual([]);
    });
    expect(traces[0]?.spans).toMatchObject([
      {
        name: 'Chain',
        attributes: { 'mlflow.spanInputs': { question: 'Why?' }, 'mlflow.spanOutputs': { answer: 'So.' } },
      },
    ]);
  });

  it.each([
    ['has another handler too', (exports: ReturnType<typeof library>, ours: object) => [ours, {}, exports].slice(0, 2)],
    ['has none of ours', () => [{}]],
  ])('is left to LangChain where it %s', async (_, handlersOf) => {
    await scene(async (told, { handler }) => {
      const exports = library(told);
      tellDirectly(exports, handler, tracer);
      const handlers = handlersOf(exports, handler);
      const manager = Object.assign(new exports.CallbackManager(), { handlers });
      expect(await manager.handleChainStart(...started.slice(1))).toBe("LangChain's");
      expect(told).toEqual(handlers.map(() => started));
    });
  });

  it.each([
    [
      'another tracer has replaced the method',
      (exports: ReturnType<typeof library>) => {
        const { prototype } = exports.CallbackManager;
        const { handleChainStart } = prototype;
        prototype.handleChainStart = async (...args) => Reflect.apply(handleChainStart, { handlers: [1] }, args);
      },
    ],
    [
      'its managers hold more than is known',
      (exports: ReturnType<typeof library>) => Object.defineProperty(exports.BaseRunManager, 'length', { value: 9 }),
    ],
  ])('is left to LangChain where %s', async (_, change) => {
    await scene(async (told, { handler }) => {
      const exports = library(told);
      change(exports);
      tellDirectly(exports, handler, tracer);
      const manager = Object.assign(new exports.CallbackManager(), { handlers: [handler] });
      expect(await manager.handleChainStart(...started.slice(1))).toBe("LangChain's");
      expect(told).toEqual([started]);
    });
  });

  it('gets the very same methods back at the undo', async () => {
    await scene(async (told, { handler }) => {
      const exports = library(told);
      const { handleChainStart } = exports.CallbackManager.prototype;
      const undo = tellDirectly(exports, handler, tracer);
      expect(exports.CallbackManager.prototype.handleChainStart).not.toBe(handleChainStart);
      undo();
      expect(exports.CallbackManager.prototype.handleChainStart).toBe(handleChainStart);
    });
  });
});

describe('the id of a run', () => {
  it('is a UUID that sorts by time, as those that LangChain makes', () => {
    const ids = Array.from({ length: 10_000 }, newRunId);
    expect(new Set(ids).size).toBe(10_000);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const [time] = ids.map((id) => Number.parseInt(id.replace('-', '').slice(0, 12), 16));
    expect(Math.abs(Date.now() - Number(time))).toBeLessThan(3_600_000);
  });
});
