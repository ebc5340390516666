import { AsyncLocalStorage } from 'node:async_hooks';
import { afterEach, describe, expect, it } from '@jest/globals';
import { startSpan } from '@spanwright/core';
import { setTraceExporter, tracer } from '@spanwright/core/kit';
import { recordAgentRuns } from '../src/agent-run.ts';
import { recordFunctionTools } from '../src/function-tools.ts';
import { type EventCaller, recordEvents } from '../src/library-events.ts';
import { recordWorkflowSteps } from '../src/workflow-steps.ts';
import { TraceCollector } from './trace-collector.ts';

const collector = new TraceCollector();
setTraceExporter(collector);

const undos: (() => void)[] = [];
afterEach(() => {
  for (const undo of undos.splice(0)) undo();
});

/** Spans as `name > name`, from the root. */
async function paths(): Promise<readonly string[]> {
  const spans = (await collector.take()).flatMap((trace) => trace.spans);
  const pathOf = (id: string): string => {
    const span = spans.find(({ spanId }) => spanId === id)!;
    const parent = span.parentSpanId === undefined ? '' : `${pathOf(span.parentSpanId)} > `;
    return `${parent}${span.name}${span.status.code === 'OK' ? '' : ` ${span.status.code}`}`;
  };
  return spans.map(({ spanId }) => pathOf(spanId)).toSorted();
}

describe('events of the library', () => {
  class CallbackManager {
    readonly heard: unknown[] = [];
    dispatchEvent(event: string, detail: object): void {
      this.heard.push([event, detail]);
    }
  }
  const callers = new AsyncLocalStorage<EventCaller>();
  const listen = (): void =>
    void undos.push(recordEvents({ CallbackManager, getEventCaller: () => callers.getStore() ?? null }, tracer));
  class Model {
    readonly metadata = { model: 'm-1' };
    readonly manager = new CallbackManager();
    chat(answer: unknown, work = () => {}): void {
      callers.run({ caller: this, parent: callers.getStore() ?? null }, () => {
        this.manager.dispatchEvent('llm-start', { id: '1', messages: [] });
        work();
        if (answer !== undefined) this.manager.dispatchEvent('llm-end', { id: '1', response: answer });
      });
    }
  }

  it('become the span of a call that no patch sees, and the parent of what it does', async () => {
    listen();
    const model = new Model();
    const usage = { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 };
    model.chat({ message: { content: 'Hi' }, raw: { usage } }, () => startSpan('provider').end());
    startSpan('after').end();
    const traces = await collector.take();
    expect(traces.flatMap(({ spans }) => spans.map(({ name }) => name)).toSorted()).toEqual([
      'Model.chat',
      'after',
      'provider',
    ]);
    const call = traces.flatMap(({ spans }) => spans).find(({ name }) => name === 'Model.chat')!;
    expect(call.attributes).toMatchObject({
      'mlflow.llm.model': 'm-1',
      'mlflow.chat.tokenUsage': { total_tokens: 3 },
    });
    expect(model.manager.heard).toHaveLength(2);
  });

  it('of a stream are folded', async () => {
    listen();
    new Model().chat({ message: {}, raw: [{ delta: 'One ' }, { delta: 'two' }] });
    const [trace] = await collector.take();
    expect(trace!.spans[0]!.attributes['mlflow.spanOutputs']).toMatchObject({ message: { content: 'One two' } });
  });

  it('make no second span of a call that has one', async () => {
    listen();
    const span = tracer.startSpan({ name: 'Model.chat', spanType: 'CHAT_MODEL' });
    tracer.runInScope(span, () => new Model().chat({ message: {}, raw: {} }, () => new Model().chat({ raw: {} })));
    span.end();
    expect(await paths()).toEqual(['Model.chat', 'Model.chat > Model.chat']);
  });

  it('of a model with settings that are no data cost nothing', async () => {
    listen();
    const model = new Model();
    Object.assign(model.metadata, { tokenizer: () => [] });
    model.chat({ message: {}, raw: {} });
    const [trace] = await collector.take();
    expect(trace!.spans[0]!.attributes['invocation_params']).toEqual({
      model: 'm-1',
      tokenizer: '[Function tokenizer]',
    });
  });

  it('are not listened to after the undo', async () => {
    const original = CallbackManager.prototype.dispatchEvent;
    listen();
    for (const undo of undos.splice(0)) undo();
    expect(CallbackManager.prototype.dispatchEvent).toBe(original);
    new Model().chat({ raw: {} });
    expect(await paths()).toEqual([]);
  });
});

describe('function tools', () => {
  function library() {
    class FunctionTool {
      readonly metadata: { readonly name: string };
      declare call: (input: unknown) => unknown;
      constructor(name: string, run: (input: unknown) => unknown) {
        this.metadata = { name };
        this.call = (input) => run(input);
      }
    }
    return { FunctionTool };
  }

  it('that are made from now on are recorded, with what they do', async () => {
    const lib = library();
    undos.push(recordFunctionTools(lib, tracer));
    const tool = new lib.FunctionTool('add', () => {
      startSpan('inside').end();
      return 3;
    });
    expect([tool.call({ a: 1 }), Object.keys(tool)]).toEqual([3, ['metadata', 'call']]);
    expect(await paths()).toEqual(['add', 'add > inside']);
  });

  it('that throw have an error, which goes on', async () => {
    const lib = library();
    undos.push(recordFunctionTools(lib, tracer));
    const tool = new lib.FunctionTool('add', () => {
      throw new RangeError('too much');
    });
    expect(() => tool.call({})).toThrow('too much');
    expect(await paths()).toEqual(['add ERROR']);
  });

  it('are left alone after the undo, those made before it too', async () => {
    const lib = library();
    const undo = recordFunctionTools(lib, tracer);
    const tool = new lib.FunctionTool('add', () => 3);
    undo();
    expect([tool.call({}), new lib.FunctionTool('add', () => 4).call({})]).toEqual([3, 4]);
    expect(Object.hasOwn(lib.FunctionTool.prototype, 'call')).toBe(false);
    expect(await paths()).toEqual([]);
  });
});

describe('steps of a workflow', () => {
  class Variable {
    run(_value: unknown, work: () => unknown): unknown {
      return work();
    }
  }
  const step = (root: object, handler: (...args: readonly unknown[]) => unknown, outputs: readonly unknown[] = []) => {
    const context = { handler, inputs: [{ data: 1 }], inputEvents: [{ debugLabel: 'start' }], outputs, root };
    return new Variable().run(context, () => context.handler());
  };
  const listen = (): void => void undos.push(recordWorkflowSteps({ AsyncContext: { Variable } }));

  it('are children of one run, which ends when none is left', async () => {
    listen();
    const root = {};
    const first = step(root, async function prepare() {
      await Promise.resolve();
      startSpan('own').end();
      return { data: 'ready' };
    });
    await (first as Promise<unknown>).then(() => step(root, () => ({ data: 'done' })));
    await new Promise((resolve) => setImmediate(resolve));
    const [trace] = await collector.take();
    expect(trace!.spans.map(({ name }) => name).toSorted()).toEqual(['Workflow.run', 'own', 'prepare', 'step(start)']);
    const run = trace!.spans.find(({ name }) => name === 'Workflow.run')!;
    expect(run.attributes).toMatchObject({ 'mlflow.spanInputs': 1, 'mlflow.spanOutputs': 'done' });
  });

  it('that fail make the run fail, and their error goes on', async () => {
    listen();
    const fail = async (): Promise<never> => {
      throw new TypeError('broken');
    };
    await expect(step({}, fail)).rejects.toThrow('broken');
    expect(() =>
      step({}, () => {
        throw new TypeError('at once');
      }),
    ).toThrow('at once');
    expect(await paths()).toEqual([
      'Workflow.run ERROR',
      'Workflow.run ERROR',
      'Workflow.run ERROR > fail ERROR',
      'Workflow.run ERROR > step(start) ERROR',
    ]);
  });

  it('are not recorded after the undo, nor is anything else that runs in such a variable', async () => {
    const original = Variable.prototype.run;
    listen();
    expect(new Variable().run('something else', () => 1)).toBe(1);
    for (const undo of undos.splice(0)) undo();
    expect(Variable.prototype.run).toBe(original);
    expect(await paths()).toEqual([]);
  });
});

describe('runs of an agent workflow', () => {
  it('fail with the error that starting one throws', async () => {
    class AgentWorkflow {
      runStream(_input: string): unknown {
        throw new Error('no agents');
      }
    }
    undos.push(recordAgentRuns({ AgentWorkflow, stopAgentEvent: { include: () => false } }, tracer, {}));
    expect(() => new AgentWorkflow().runStream('hi')).toThrow('no agents');
    expect(await paths()).toEqual(['AgentWorkflow.run ERROR']);
  });

  it('are left alone where the module has none', () => {
    expect(() => recordAgentRuns({}, tracer, {})()).not.toThrow();
    expect(() => recordWorkflowSteps({})()).not.toThrow();
    expect(() => recordFunctionTools({}, tracer)()).not.toThrow();
    expect(() => recordEvents({}, tracer)()).not.toThrow();
  });
});
