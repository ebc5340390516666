import { at, defineAttachment, findMember, type Integration, type Tracer, wrapMethod } from '@spanwright/core/kit';
import { recordSteps, type StepsRecording } from '../steps/record-steps.ts';
import { MetClasses } from './met-classes.ts';
import { modelCall } from './model-calls.ts';
import { agentRun, type EventsCall, nodeRun, programRun } from './runs.ts';
import { recordToolCall } from './tool-calls.ts';
import { WorkInProgress } from './work-in-progress.ts';

/** Every way to run an agent or a workflow goes through these. */
const RUNS: Readonly<Record<string, (call: EventsCall) => StepsRecording | undefined>> = {
  'Runner#runAsync': (call) => programRun(call, 'Runner.runAsync'),
  'Runner#runLive': (call) => programRun(call, 'Runner.runLive'),
  'BaseAgent#runAsync': agentRun,
  'BaseAgent#runLive': agentRun,
  'BaseNode#run': (call) => (isAgent(call.self) ? undefined : nodeRun(call)),
};

/** Classes of tools of which each is one function of the program. */
const PLAIN_TOOLS = ['FunctionTool', 'LongRunningFunctionTool'];

/**
 * Google's Agent Development Kit. Its plugins are told of models and tools alone, of neither agents nor early ends, and
 * cannot make a span current: so the methods are recorded that all runs go through, and those of models and tools as
 * their classes are met.
 */
export const googleAdk: Integration = {
  ...defineAttachment({
    name: 'google-adk',
    module: '@google/adk',
    versions: '>=2 <3',
    attach: {},
    untraced: [
      'agents that run elsewhere, reached by the A2A protocol',
      'calls of models in live sessions',
      'answers that a callback or a plugin gives in place of a model or a tool',
    ],
  }),
  attachWhenLoaded: { '@google/adk': attach },
};

function attach(exports: object, tracer: Tracer): () => void {
  const models = modelsMet(tracer);
  const tools = toolsMet(tracer, exports);
  const base = prototypeOf(exports, 'BaseTool');
  for (const name of Object.keys(exports)) {
    const prototype = prototypeOf(exports, name);
    models.meet(prototype);
    if (base && prototype && base.isPrototypeOf(prototype)) tools.meet(prototype);
  }
  const undos = [...recordRuns(exports, tracer), ...meetAsTheyWork(exports, { tracer, models, tools })];
  return () => {
    for (const undo of undos) undo();
    models.undo();
    tools.undo();
  };
}

function modelsMet(tracer: Tracer): MetClasses {
  const inProgress = new WorkInProgress();
  return new MetClasses('generateContentAsync', (original, self, args) =>
    recordSteps(Reflect.apply(original, self, args), tracer, modelCall(tracer, inProgress, self, args)),
  );
}

function toolsMet(tracer: Tracer, exports: object): MetClasses {
  const inProgress = new WorkInProgress();
  const plain = new Set(PLAIN_TOOLS.map((name) => prototypeOf(exports, name)));
  return new MetClasses('runAsync', (original, tool, args) => {
    const isPlain = plain.has(Object.getPrototypeOf(tool) as object);
    return recordToolCall(tracer, inProgress, { original, tool, args, isPlain });
  });
}

function recordRuns(exports: object, tracer: Tracer): readonly (() => void)[] {
  const handedOff = new WeakSet();
  return Object.entries(RUNS).map(([path, runOf]) => {
    const place = findMember(exports, path);
    if (!place) return () => {};
    return wrapMethod(place, (original, self, args) => {
      const recording = runOf({ tracer, self, args, handedOff });
      const events = Reflect.apply(original, self, args);
      return recording ? recordSteps(events, tracer, recording) : events;
    });
  });
}

interface Met {
  readonly tracer: Tracer;
  readonly models: MetClasses;
  readonly tools: MetClasses;
}

/** Models and tools of the program's own classes are seen as agents come to use them. */
function meetAsTheyWork(exports: object, { tracer, models, tools }: Met): readonly (() => void)[] {
  const seen: Readonly<Record<string, (self: unknown, args: readonly unknown[]) => void>> = {
    'LlmAgent#callLlmAsync': (agent) => models.meet(modelOf(agent, exports)),
    'PluginManager#runBeforeToolCallback': (_, [call]) => tools.meet(at(call, 'tool')),
  };
  return Object.entries(seen).map(([path, see]) => {
    const place = findMember(exports, path);
    if (!place) return () => {};
    return wrapMethod(place, (original, self, args) => {
      tracer.guarded('a class of the ADK', () => see(self, args));
      return Reflect.apply(original, self, args);
    });
  });
}

/** The model of an agent, or its prototype; that of the nearest agent around where it has none. */
function modelOf(agent: unknown, exports: object): unknown {
  const model = at(agent, 'model');
  if (typeof model === 'object' && model !== null) return model;
  if (typeof model !== 'string' || model === '') {
    const around = at(agent, 'parentAgent');
    return around === undefined ? undefined : modelOf(around, exports);
  }
  const registry = (exports as { LLMRegistry?: { resolve?: (name: string) => unknown } }).LLMRegistry;
  const found = registry?.resolve?.(model);
  return typeof found === 'function' ? found.prototype : undefined;
}

function isAgent(value: unknown): boolean {
  return (value as Readonly<Record<symbol, unknown>>)[Symbol.for('google.adk.baseAgent')] === true;
}

function prototypeOf(exports: object, name: string): object | undefined {
  const exported = (exports as Readonly<Record<string, unknown>>)[name];
  return typeof exported === 'function' ? (exported.prototype as object) : undefined;
}
