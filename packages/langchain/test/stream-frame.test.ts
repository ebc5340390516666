import { describe, expect, it } from '@jest/globals';
import { withSpan } from '@spanwright/core';
import type { AsyncLocalStorage } from 'node:async_hooks';
import { stopRun } from '../src/open-runs.ts';
import { tracesOf } from './support.ts';

const thing = { lc: 1, type: 'not_implemented', id: ['langchain_core', 'runnables', 'RunnableSequence'] };
const aborted = new Error('This operation was aborted');

describe('a stream that is never made', () => {
  it('ends its runs with why, once, and gives the program the same error', async () => {
    const [trace, ...others] = await tracesOf(async (handler, { frames }) => {
      class Runnable {
        async stream(): Promise<never> {
          handler.handleChainStart(thing, {}, 'outer');
          handler.handleChainStart(thing, {}, 'inner', 'outer');
          throw aborted;
        }
      }
      const undo = frames.watchRunnables({ Runnable });
      await expect(new Runnable().stream()).rejects.toBe(aborted);
      undo();
    });
    expect(others).toEqual([]);
    expect(trace?.info.state).toBe('ERROR');
    expect(trace?.spans.map(({ status }) => status.message)).toEqual(
      Array(2).fill('Error: This operation was aborted'),
    );
  });

  it('leaves alone what LangChain has told the end of, and what goes on in there', async () => {
    const [trace] = await tracesOf(async (handler, { frames }) => {
      class Runnable {
        async stream(): Promise<never> {
          handler.handleChainStart(thing, {}, 'inner', 'around');
          handler.handleChainStart(thing, {}, 'going on', 'inner');
          handler.handleChainError(aborted, 'inner');
          throw aborted;
        }
      }
      const undo = frames.watchRunnables({ Runnable });
      handler.handleChainStart(thing, {}, 'around');
      await expect(new Runnable().stream()).rejects.toBe(aborted);
      handler.handleChainEnd({}, 'going on');
      handler.handleChainEnd({}, 'around');
      undo();
    });
    const codes = trace?.spans.map(({ status }) => status.code);
    expect(codes?.toSorted()).toEqual(['ERROR', 'OK', 'OK']);
  });
});

describe('a stream that is left', () => {
  it('still has inside what its graph goes on to do', async () => {
    const traces = await tracesOf((handler, { runs }) => {
      handler.handleChainStart(thing, {}, 'graph');
      handler.handleToolStart(thing, 'in', 'tool', 'graph');
      const graph = runs.get('graph');
      if (graph) runs.stop(graph, (run) => stopRun(run, 'break'));
      // Where LangChain keeps the run that a tool is in.
      const storage = (globalThis as Record<symbol, unknown>)[Symbol.for('ls:tracing_async_local_storage')];
      const config = { extra: { [Symbol.for('lc:child_config')]: { callbacks: { _parentRunId: 'tool' } } } };
      (storage as AsyncLocalStorage<unknown>).run(config, () => withSpan('inside', () => {}));
    });
    const spans = traces.flatMap((trace) => trace.spans);
    const inside = spans.find(({ name }) => name === 'inside');
    expect(inside?.parentSpanId).toBe(spans.find(({ attributes }) => attributes['mlflow.spanType'] === 'TOOL')?.spanId);
    expect(inside?.parentSpanId).toBeDefined();
  });
});
