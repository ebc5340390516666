import { at, defineAttachment, findMember, type Integration, type Tracer, wrapMethod } from '@spanwright/core/kit';
import { recordTurn } from './agent-turn.ts';
import { recordRun, Runs } from './swarm-run.ts';

/** The port of OpenAI's Swarm to TypeScript, on version 3 of the AI SDK. */
export const tsSwarm: Integration = {
  ...defineAttachment({
    name: 'ts-swarm',
    module: 'ts-swarm',
    versions: '>=1.2.7 <2',
    attach: {},
    untraced: ['model calls of agents that are given another model for one generate()'],
  }),
  attachWhenLoaded: { 'ts-swarm': attach },
};

/** The class of agents is not exported; an agent that nobody uses leads to it. */
function attach(exports: object, tracer: Tracer): () => void {
  const createAgent = at(exports, 'createAgent');
  if (typeof createAgent !== 'function') return () => {};
  const probe: unknown = Reflect.apply(createAgent, undefined, [{ id: 'probe', model: {} }]);
  const runs = new Runs();
  const agents = { Agent: at(probe, 'constructor') };
  const undos = Object.entries({ run: recordRun, generate: recordTurn }).map(([method, record]) => {
    const place = findMember(agents, `Agent#${method}`);
    return place
      ? wrapMethod(place, (original, self, args) => record({ original, self, args, tracer, runs }))
      : () => {};
  });
  return () => {
    for (const undo of undos) undo();
  };
}
