import { at, listAt, textAt, type Wire } from '@spanwright/core/kit';
import { chatMessage } from './chat-message.ts';

/**
 * What a model run gave, as chat choices; the whole result as it is where one run answered several conversations
 * (MLflow's LangChain tracer).
 */
export function choicesOf(output: unknown): unknown {
  const generations = listAt(output, 'generations');
  const [answers] = generations;
  if (generations.length !== 1 || !Array.isArray(answers)) return output;
  return { choices: answers.map(choice) };
}

/** All answers of a model run, to however many conversations. */
export function answersOf(output: unknown): readonly unknown[] {
  const generations = listAt(output, 'generations');
  const [answers] = generations;
  return generations.length === 1 && Array.isArray(answers) ? answers : generations.flat();
}

/** Choices of an answer of which only text has arrived. */
export function partialChoices(text: string): Wire {
  return { choices: [{ message: { role: 'assistant', content: text }, finish_reason: null }] };
}

function choice(generation: unknown): Wire {
  const message = at(generation, 'message');
  return {
    message: message === undefined ? { role: 'assistant', content: at(generation, 'text') } : chatMessage(message),
    finish_reason: finishReason(generation, message),
  };
}

function finishReason(generation: unknown, message: unknown): unknown {
  const metadata = at(message, 'response_metadata');
  const info = at(generation, 'generationInfo');
  return (
    textAt(metadata, 'finish_reason') ??
    textAt(metadata, 'stop_reason') ??
    textAt(info, 'finish_reason') ??
    textAt(info, 'finishReason') ??
    null
  );
}
