import { at, fieldsAt, isFilled, listAt, textAt, type Tracer } from '@spanwright/core/kit';
import { EndReason, SpanAttributeKey, SpanType } from '@spanwright/core/model';
import { endSpan } from '../steps/end-span.ts';
import type { StepsRecording } from '../steps/record-steps.ts';
import { chatMessages, chatTools, systemMessages } from './chat-messages.ts';
import { ModelAnswer } from './model-answer.ts';
import type { WorkInProgress } from './work-in-progress.ts';

const PARAMETERS = [
  'temperature',
  'topP',
  'topK',
  'maxOutputTokens',
  'candidateCount',
  'stopSequences',
  'presencePenalty',
  'frequencyPenalty',
  'seed',
  'responseMimeType',
];

/** One call of a model: `generateContentAsync(request)`. */
export function modelCall(
  tracer: Tracer,
  inProgress: WorkInProgress,
  model: unknown,
  [request, , abort]: readonly unknown[],
): StepsRecording {
  const answer = new ModelAnswer();
  return {
    begin: () => {
      if (!tracer.isTracing() || inProgress.isInside(tracer.activeSpan(), model, request)) return undefined;
      const span = tracer.startSpan(describe(model, request));
      inProgress.add(span, model, request);
      return { span, call: tracer.record(span) };
    },
    yielded: (response) => answer.hear(response),
    // The generator goes on when tools have been called for its answer: that time is not the model's.
    ended: ({ span }, left) => {
      const { usage, failure, completeMs: doneMs, outputs } = answer;
      const early = at(abort, 'aborted') === true ? EndReason.ABORT : EndReason.BREAK;
      tracer.guarded('a model call of the ADK', () => {
        if (usage) span.setAttribute(SpanAttributeKey.CHAT_USAGE, usage);
        endSpan(span, { outputs, failure, doneMs, early: left ? early : undefined });
      });
    },
  };
}

function describe(model: unknown, request: unknown): Parameters<Tracer['startSpan']>[0] {
  const config = at(request, 'config');
  const name = textAt(model, 'model') ?? textAt(request, 'model');
  const tools = chatTools(listAt(config, 'tools'));
  const parameters = fieldsAt(config, PARAMETERS);
  const provider = providerOf(model);
  const messages = [
    ...systemMessages(at(config, 'systemInstruction')),
    ...listAt(request, 'contents').flatMap(chatMessages),
  ];
  return {
    name: name ?? 'model',
    spanType: SpanType.CHAT_MODEL,
    inputs: { messages },
    attributes: {
      ...(name !== undefined && { [SpanAttributeKey.MODEL]: name }),
      ...(provider !== undefined && { [SpanAttributeKey.MODEL_PROVIDER]: provider }),
      ...(isFilled(tools) && { [SpanAttributeKey.CHAT_TOOLS]: tools }),
      ...(isFilled(parameters) && { invocation_params: parameters }),
      [SpanAttributeKey.MESSAGE_FORMAT]: 'openai',
    },
  };
}

/** Google's two services, which the library's own models tell apart; a model of the program's own may be anything. */
function providerOf(model: unknown): string | undefined {
  const vertex = at(model, 'vertexai');
  if (typeof vertex !== 'boolean') return undefined;
  return vertex ? 'vertex_ai' : 'gemini';
}
