import { recordHandoff, toolHandoff } from './handoff.ts';
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
  return {
    handleToolStart: (...start) => void recorder.start(startOf(start), toolOptions),
    handleToolEnd: (output, id) =>
      recorder.end(id, (run) => {
        const handoff = toolHandoff(output, run);
        if (handoff) recordHandoff(recorder.tracer, run, handoff, run.span.inputs);
        run.call.settle(plainValue(output));
      }),
    handleToolError: (error, id) => recorder.fail(id, error),
    handleRetrieverStart: (...start) => void recorder.start(startOf(start), retrieverOptions),
    handleRetrieverEnd: (documents, id) => recorder.end(id, (run) => run.call.settle(plainDocuments(documents))),
    handleRetrieverError: (error, id) => recorder.fail(id, error),
  };
}

function startOf([thing, input, id, parentId, tags, metadata, runName, toolCallId]: ToolStart): RunStartEvent {
  return { thing, input, id, parentId, tags, metadata, runName, toolCallId };
}
