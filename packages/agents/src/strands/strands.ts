import { defineAttachment, findMember, type Integration, type Tracer, wrapMethod } from '@spanwright/core/kit';
import { recordSteps, type StepsRecording } from '../steps/record-steps.ts';
import { modelCalls } from './model-calls.ts';
import { agentRun, groupRun } from './runs.ts';
import { toolCalls } from './tool-calls.ts';

/** Starts the recording of a run of `self` with these arguments. */
type RunOf = (tracer: Tracer, self: unknown, args: readonly unknown[]) => StepsRecording;

/** Every way to run an agent or several ends in one of these. */
const RUNS: Readonly<Record<string, RunOf>> = {
  'Agent#stream': agentRun,
  'Swarm#stream': groupRun,
  'Graph#stream': groupRun,
};

/** An agent, as far as it lets others listen. */
type ListenedTo = { addMiddleware?: (stage: unknown, handler: unknown) => unknown };

/** AWS's Strands Agents: agents by their middleware, swarms and graphs by the events that they stream. */
export const strands: Integration = {
  ...defineAttachment({
    name: 'strands',
    module: '@strands-agents/sdk',
    versions: '>=1.16 <2',
    attach: {},
    untraced: ['agents that run elsewhere, reached by the A2A protocol'],
  }),
  attachWhenLoaded: { '@strands-agents/sdk': attach, '@strands-agents/sdk/multiagent': attach },
};

function attach(exports: object, tracer: Tracer): () => void {
  let active = true;
  const known = new WeakSet();
  const isActive = (): boolean => active;
  const listenTo = (agent: unknown): void => {
    const listened = agent as ListenedTo & object;
    if (known.has(listened) || !listened.addMiddleware) return;
    known.add(listened);
    const { InvokeModelStage, ExecuteToolStage } = exports as Readonly<Record<string, unknown>>;
    listened.addMiddleware(InvokeModelStage, modelCalls(tracer, isActive));
    listened.addMiddleware(ExecuteToolStage, toolCalls(tracer, isActive));
  };
  const undos = Object.entries(RUNS).map(([path, runOf]) => {
    const place = findMember(exports, path);
    if (!place) return () => {};
    return wrapMethod(place, (original, self, args) => {
      if (path === 'Agent#stream') tracer.guarded('an agent of Strands', () => listenTo(self));
      return recordSteps(Reflect.apply(original, self, args), tracer, runOf(tracer, self, args));
    });
  });
  return () => {
    active = false;
    for (const undo of undos) undo();
  };
}
