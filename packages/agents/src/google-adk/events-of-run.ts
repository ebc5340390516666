import { at, type CallFailure, listAt } from '@spanwright/core/kit';
import { chatMessage } from './chat-messages.ts';
import { failureOf } from './model-answer.ts';

/** What the events of a run come to: the last answer, and whether it failed since. */
export class EventsOfRun {
  #answer: unknown;
  #failure: CallFailure | undefined;

  hear(event: unknown): void {
    this.#failure = failureOf(event) ?? this.#failure;
    if (at(event, 'partial') === true) return;
    const answer = answerOf(event);
    if (answer === undefined) return;
    this.#answer = answer;
    this.#failure = failureOf(event);
  }

  get outputs(): unknown {
    return this.#answer;
  }

  get failure(): CallFailure | undefined {
    return this.#failure;
  }
}

/** What an event says to the program; calls of tools and their results are none of that. */
function answerOf(event: unknown): unknown {
  const parts = listAt(at(event, 'content'), 'parts');
  const said = parts.filter(
    (part) => at(part, 'functionCall') === undefined && at(part, 'functionResponse') === undefined,
  );
  if (said.length > 0) return chatMessage('model', said);
  return at(event, 'output');
}
