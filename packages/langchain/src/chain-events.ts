import { at } from '@spanwright/core/kit';
import { TraceMetadataKey } from '@spanwright/core/model';
import { functionOr } from './function-name.ts';
import { recordHandoff, returnedHandoff } from './handoff.ts';
import { plainValue } from './plain-value.ts';
import type { Recorder } from './recorder.ts';
import type { RunStartEvent } from './run-event.ts';
import { chainOptions } from './run-options.ts';

// As LangChain calls it; its types have the parent's id and the type of run the other way round.
type ChainStart = [
  thing: unknown,
  input: unknown,
  id: string,
  parentId?: string,
  tags?: RunStartEvent['tags'],
  metadata?: RunStartEvent['metadata'],
  runType?: unknown,
  runName?: unknown,
];
type ChainEnd = [result: unknown, id: string, parentId?: string, tags?: unknown, more?: unknown];

/** Methods that LangChain calls for runnables that are neither model, tool nor retriever. */
export interface ChainEvents {
  handleChainStart(...start: ChainStart): void;
  handleChainEnd(...end: ChainEnd): void;
  handleChainError(...end: ChainEnd): void;
  handleAgentAction(action: unknown, id: string): void;
  handleAgentEnd(action: unknown, id: string): void;
  handleText(text: unknown, id: string): void;
}

/** Records runs of chains, prompts, parsers, lambdas and graphs. */
export function chainEvents(recorder: Recorder): ChainEvents {
  return {
    handleChainStart(...[thing, input, id, parentId, tags, metadata, runType, told]) {
      const runName = functionOr(told, thing, recorder.models.instances);
      const run = recorder.start({ thing, input, id, parentId, tags, metadata, runType, runName }, chainOptions);
      // LangGraph's thread is MLflow's session.
      const session = metadata?.['thread_id'];
      if (run && (typeof session === 'string' || typeof session === 'number'))
        run.span.trace.setMetadata(TraceMetadataKey.SESSION, `${session}`);
    },
    handleChainEnd: (...[outputs, id, , , more]) =>
      recorder.end(id, (run) => {
        // A stream's input is known at its end only.
        const inputs = at(more, 'inputs');
        if (inputs !== undefined) run.span.setInputs(plainValue(inputs));
        const handoff = returnedHandoff(outputs, run);
        if (handoff) recordHandoff(recorder.tracer, run, handoff);
        run.call.settle(plainOutputs(outputs));
      }),
    handleChainError: (...[error, id, , , more]) => recorder.fail(id, error, at(more, 'inputs')),
    handleAgentAction: (action, id) =>
      recorder.note(id, 'agent_action', {
        tool: at(action, 'tool'),
        tool_input: at(action, 'toolInput'),
        log: at(action, 'log'),
      }),
    handleAgentEnd: (action, id) =>
      recorder.note(id, 'agent_finish', { return_values: at(action, 'returnValues'), log: at(action, 'log') }),
    handleText: (text, id) => recorder.note(id, 'text', { text }),
  };
}

/** Called with `invoke`, LangChain wraps what is no object; a stream's result it does not: recorded the same. */
function plainOutputs(outputs: unknown): unknown {
  const wrapped = typeof outputs === 'object' && outputs !== null && !Array.isArray(outputs);
  return wrapped ? plainValue(outputs) : { output: plainValue(outputs) };
}
