import { recordHandoff, toolHandoff } from './handoff.ts';
import type { OptionsOf } from './open-runs.ts';
import { plainDocuments, plainValue } from './plain-value.ts';
import type { Recorder } from './recorder.ts';
import type { RunStartEvent } from './run-event.ts';
import { retrieverOptions, toolOptions } from './run-options.ts';

type ToolStart = [
  thing: unknown,
  input: unknown,
  id: string,
  parentId?: string,
  tags?: RunStartEvent['tags'],
  metadata?: RunStartEvent['metadata'],
  runName?: unknown,
  toolCallId?: unknown,
];

/** Methods that LangChain calls for tools and retrievers. */
export interface ToolEvents {
  handleToolStart(...start: ToolStart): void;
  handleToolEnd(output: unknown, id: string): void;
  handleToolError(error: unknown, id: string): void;
  handleRetrieverStart(...start: ToolStart): void;
  handleRetrieverEnd(documents: unknown, id: string): void;
  handleRetrieverError(error: unknown, id: string): void;
}

/** Records runs of tools and retrievers. */
export function toolEvents(recorder: Recorder): ToolEvents {
  const starts =
    (optionsOf: OptionsOf): ToolEvents['handleToolStart'] =>
    (...[thing, input, id, parentId, tags, metadata, runName, toolCallId]) =>
      void recorder.start({ thing, input, id, parentId, tags, metadata, runName, toolCallId }, optionsOf);
  return {
    handleToolStart: starts(toolOptions),
    handleToolEnd: (output, id) =>
      recorder.end(id, (run) => {
        const handoff = toolHandoff(output, run);
        if (handoff) recordHandoff(recorder.tracer, run, handoff, run.span.inputs);
        run.call.settle(plainValue(output));
      }),
    handleToolError: (error, id) => recorder.fail(id, error),
    handleRetrieverStart: starts(retrieverOptions),
    handleRetrieverEnd: (documents, id) => recorder.end(id, (run) => run.call.settle(plainDocuments(documents))),
    handleRetrieverError: (error, id) => recorder.fail(id, error),
  };
}
