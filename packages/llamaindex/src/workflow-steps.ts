import { isThenable, observePromise, type Tracer, tracer, wrapMethod } from '@spanwright/core/kit';
import { SpanType } from '@spanwright/core/model';
import { isObject } from './library.ts';
import { WorkflowRun } from './workflow-run.ts';

type RecordedCall = ReturnType<Tracer['record']>;
type Handler = (this: unknown, ...args: readonly unknown[]) => unknown;

/** What the library keeps of one run of one handler. */
interface HandlerContext {
  handler: Handler;
  readonly inputs: readonly unknown[];
  readonly inputEvents: readonly unknown[];
  readonly outputs: readonly unknown[];
  readonly root: object;
}

interface AsyncContextModule {
  readonly AsyncContext?: { readonly Variable?: { readonly prototype: Record<string, unknown> } };
}

/** Names of the events of the library's own agent workflows. */
const AGENT_EVENTS = [
  'startAgentEvent',
  'agentInputEvent',
  'agentSetupEvent',
  'agentStepEvent',
  'toolCallsEvent',
  'toolResultsEvent',
];

/** What happens in the steps that handle these has spans of its own: no step of them is recorded. */
const agentEvents = new WeakSet<object>();

const runs = new WeakMap<object, WorkflowRun>();

/**
 * Records the steps of workflows. Every handler of every workflow is run with its context in an async variable of the
 * library's, which is where it is met. Returns the undo.
 */
export function recordWorkflowSteps(exports: object): () => void {
  const prototype = (exports as AsyncContextModule).AsyncContext?.Variable?.prototype;
  if (!prototype) return () => {};
  return wrapMethod({ owner: prototype, key: 'run' }, (original, self, args) => {
    const invoke = (): unknown => Reflect.apply(original, self, args);
    const [context] = args;
    if (!tracer.isTracing() || !isHandlerContext(context)) return invoke();
    const scope = tracer.guarded('recording a workflow step', () => recordStep(context));
    return scope ? scope(invoke) : invoke();
  });
}

/** Remembers the events of the library's agent workflows, whose handlers have no names. */
export function knowAgentEvents(exports: object): () => void {
  const events = AGENT_EVENTS.map((name) => (exports as { readonly [name: string]: unknown })[name]).filter(isObject);
  for (const event of events) agentEvents.add(event);
  return () => {};
}

function isHandlerContext(value: unknown): value is HandlerContext {
  return isObject(value) && 'handler' in value && 'inputEvents' in value && typeof value['handler'] === 'function';
}

/** Starts the step's span and has it ended by the handler; returns what runs the handler inside it. */
function recordStep(context: HandlerContext): ((work: () => unknown) => unknown) | undefined {
  const ofAgents = context.inputEvents.some((event) => isObject(event) && agentEvents.has(event));
  const inputs = oneOrAll(context.inputs.map(dataOf));
  const run = runs.get(context.root) ?? new WorkflowRun(inputs, ofAgents);
  runs.set(context.root, run);
  run.started();
  const span = ofAgents
    ? undefined
    : tracer.startSpan({
        name: stepName(context),
        spanType: SpanType.CHAIN,
        inputs,
        ...(run.span && { parent: run.span }),
      });
  context.handler = observed(context, run, span && tracer.record(span));
  // Steps of agents that follow a step of the program's are no part of it.
  return (work) => tracer.runInScope(span ?? run.span, work);
}

function observed(context: HandlerContext, run: WorkflowRun, call: RecordedCall | undefined): Handler {
  const { handler } = context;
  const fulfilled = (result: unknown): void => {
    const data = isEvent(result) ? dataOf(result) : oneOrAll(context.outputs.map(dataOf));
    call?.settle(data);
    // The last event of agents holds the whole state of their workflow beside its result.
    run.ended(call === undefined && isObject(data) && 'result' in data ? data['result'] : data);
  };
  const rejected = (error: unknown): void => {
    call?.fail(error);
    run.failed(error);
  };
  return function (this: unknown, ...args) {
    let result: unknown;
    try {
      result = Reflect.apply(handler, this, args);
    } catch (error) {
      rejected(error);
      throw error;
    }
    if (isThenable(result)) return observePromise(result, { fulfilled, rejected });
    fulfilled(result);
    return result;
  };
}

function stepName({ handler, inputEvents }: HandlerContext): string {
  if (handler.name !== '') return handler.name;
  const labels = inputEvents.map((event) => (isObject(event) ? String(event['debugLabel']) : 'event'));
  return `step(${labels.join(', ')})`;
}

function isEvent(value: unknown): boolean {
  return isObject(value) && 'data' in value;
}

function dataOf(event: unknown): unknown {
  return isObject(event) ? event['data'] : undefined;
}

function oneOrAll(values: readonly unknown[]): unknown {
  return values.length > 1 ? values : values[0];
}
