import { at } from '@spanwright/core/kit';
import { SpanAttributeKey } from '@spanwright/core/model';
import { answersOf, choicesOf } from './choices.ts';
import { answeringModel } from './model-attributes.ts';
import type { OpenRun } from './open-run.ts';
import type { OptionsOf } from './open-runs.ts';
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
  const starts =
    (optionsOf: OptionsOf): ModelEvents['handleLLMStart'] =>
    (...[thing, input, id, parentId, extra, tags, metadata, runName]) =>
      void recorder.start({ thing, input, id, parentId, extra, tags, metadata, runName }, optionsOf);
  return {
    handleChatModelStart: starts(chatModelOptions),
    handleLLMStart: starts(completionOptions),
    handleLLMNewToken(...[text, , id, , , fields]) {
      const run = recorder.runs.visible(id);
      if (run) recorder.safely(() => addToken(run, text, fields, recorder.state.chunkEvents));
    },
    handleLLMEnd: (output, id) =>
      recorder.end(id, (run) => {
        setEndAttributes(run, output);
        run.call.settle(choicesOf(output));
      }),
    handleLLMError: (error, id) => recorder.fail(id, error),
  };
}

function addToken(run: OpenRun, text: unknown, fields: unknown, chunkEvents: number): void {
  if (run.tokens === 0) run.span.setAttribute(SpanAttributeKey.TIME_TO_FIRST_CHUNK, run.span.ageMs);
  if (run.tokens < chunkEvents)
    run.span.addEvent('new_token', { token: text, chunk: JSON.stringify(at(fields, 'chunk')) });
  run.tokens += 1;
  if (typeof text === 'string') run.streamed += text;
}

/** What is known of a model run at its end only. */
function setEndAttributes({ span, tokens }: OpenRun, output: unknown): void {
  const usage = runUsage(output);
  if (usage) span.setAttribute(SpanAttributeKey.CHAT_USAGE, usage);
  const model = answeringModel(at(answersOf(output)[0], 'message'));
  if (model !== undefined && span.getAttribute(SpanAttributeKey.MODEL) === undefined)
    span.setAttribute(SpanAttributeKey.MODEL, model);
  if (tokens > 0) span.setAttribute(SpanAttributeKey.CHUNK_COUNT, tokens);
}
