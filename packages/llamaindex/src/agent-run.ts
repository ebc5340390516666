import { observeResult, type RecordingOptions, type Tracer, tracer, wrapMethod } from '@spanwright/core/kit';
import type { LiveSpan } from '@spanwright/core';
import { SpanType } from '@spanwright/core/model';
import { isObject } from './library.ts';

type RecordedCall = ReturnType<Tracer['record']>;

interface WorkflowModule {
  readonly AgentWorkflow?: { readonly prototype: Record<string, unknown> };
  readonly stopAgentEvent?: { include(event: unknown): boolean };
}

/** A workflow's stream of events: `on` hears of what is read of it, in whichever way. */
interface EventStream {
  on(event: { include(event: unknown): boolean }, handler: (event: unknown) => void): unknown;
}

const runs = new WeakMap<LiveSpan, RecordedCall>();

/** The agent workflow's run whose span this is. */
export function agentRunOf(span: LiveSpan | undefined): RecordedCall | undefined {
  return span && runs.get(span);
}

/**
 * Records runs of agent workflows from the first event to the one that stops them: `runStream`, which `run` reads to
 * its end. Returns the undo.
 */
export function recordAgentRuns(exports: object, _tracer: Tracer, options: RecordingOptions): () => void {
  const { AgentWorkflow, stopAgentEvent } = exports as WorkflowModule;
  if (!AgentWorkflow || !stopAgentEvent) return () => {};
  return wrapMethod({ owner: AgentWorkflow.prototype, key: 'runStream' }, (original, self, args) => {
    const call = tracer.isTracing() ? tracer.guarded('recording an agent workflow', () => openRun(args)) : undefined;
    const invoke = (): unknown => Reflect.apply(original, self, args);
    if (!call) return invoke();
    try {
      const stream = tracer.runInScope(call.span, invoke);
      tracer.guarded('observing an agent workflow', () => endAtStop(stream as EventStream, call, stopAgentEvent));
      return observeResult(stream, call, { stream: streamShape(options) });
    } catch (error) {
      call.fail(error);
      throw error;
    }
  });
}

function openRun([userInput, params]: readonly unknown[]): RecordedCall {
  const history = isObject(params) ? params['chatHistory'] : undefined;
  const span = tracer.startSpan({
    name: 'AgentWorkflow.run',
    spanType: SpanType.CHAIN,
    inputs: { userInput, ...(history !== undefined && { chatHistory: history }) },
  });
  const call = tracer.record(span);
  runs.set(span, call);
  return call;
}

function endAtStop(stream: EventStream, call: RecordedCall, stop: WorkflowModule['stopAgentEvent']): void {
  if (!stop) return;
  stream.on(stop, (event) => {
    // The whole state of the workflow is in it too.
    const { result, object } = dataOf(event);
    call.settle(object === undefined ? result : { result, object });
  });
}

function dataOf(event: unknown): { readonly [key: string]: unknown } {
  return isObject(event) && isObject(event['data']) ? event['data'] : {};
}

function streamShape({ chunkEvents = 0 }: RecordingOptions) {
  return { iteratorKey: Symbol.asyncIterator, chunkEvents, reduce: () => undefined };
}
