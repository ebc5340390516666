import { at, listAt } from '@spanwright/core/kit';
import { SpanAttributeKey } from '@spanwright/core/model';
import { choicesOf } from './choices.ts';
import { answeringModel } from './model-attributes.ts';
import type { OpenRun } from './open-run.ts';
import type { Recorder } from './recorder.ts';
import type { RunStartEvent } from './run-event.ts';
import { chatModelOptions, completionOptions } from './run-options.ts';
import { runUsage } from './token-usage.ts';

type ModelStart = [
  thing: unknown,
  input: unknown,
  id: string,
  parentId?: string,
  extra?: unknown,
  tags?: RunStartEvent['tags'],
  metadata?: RunStartEvent['metadata'],
  runName?: unknown,
];

/** Methods that LangChain calls for its models. */
export interface ModelEvents {
  handleChatModelStart(...start: ModelStart): void;
  handleLLMStart(...start: ModelStart): void;
  handleLLMNewToken(
    ...token: [text: unknown, indices: unknown, id: string, _?: unknown, __?: unknown, fields?: unknown]
  ): void;
  handleLLMEnd(output: unknown, id: string): void;
  handleLLMError(error: unknown, id: string): void;
}

/** Records runs of models. */
export function modelEvents(recorder: Recorder): ModelEvents {
  return {
    handleChatModelStart: (...start) => void recorder.start(startOf(start), chatModelOptions),
    handleLLMStart: (...start) => void recorder.start(startOf(start), completionOptions),
    handleLLMNewToken(...[text, , id, , , fields]) {
      const run = recorder.runs.visible(id);
      if (run) recorder.safely(() => addToken(run, text, fields, recorder.state.chunkEvents));
    },
    handleLLMEnd: (output, id) =>
      recorder.end(id, (run) => {
        run.span.setAttributes(endAttributes(run, output));
        run.call.settle(choicesOf(output));
      }),
    handleLLMError: (error, id) => recorder.fail(id, error),
  };
}

function startOf([thing, input, id, parentId, extra, tags, metadata, runName]: ModelStart): RunStartEvent {
  return { thing, input, id, parentId, extra, tags, metadata, runName };
}

function addToken(run: OpenRun, text: unknown, fields: unknown, chunkEvents: number): void {
  if (run.tokens === 0) run.span.setAttribute(SpanAttributeKey.TIME_TO_FIRST_CHUNK, run.span.ageMs);
  if (run.tokens < chunkEvents)
    run.span.addEvent('new_token', { token: text, chunk: JSON.stringify(at(fields, 'chunk')) });
  run.tokens += 1;
  if (typeof text === 'string') run.streamed += text;
}

function endAttributes(run: OpenRun, output: unknown): Readonly<Record<string, unknown>> {
  const usage = runUsage(output);
  const model = answeringModel(at(listAt(output, 'generations').flat()[0], 'message'));
  const known = run.span.getAttribute(SpanAttributeKey.MODEL) !== undefined;
  return {
    ...(usage && { [SpanAttributeKey.CHAT_USAGE]: usage }),
    ...(model !== undefined && !known && { [SpanAttributeKey.MODEL]: model }),
    ...(run.tokens > 0 && { [SpanAttributeKey.CHUNK_COUNT]: run.tokens }),
  };
}
