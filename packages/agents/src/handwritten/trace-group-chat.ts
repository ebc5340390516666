import { type LiveSpan, withSpan } from '@spanwright/core';
import { AgentAttributeKey, GroupChatAttributeKey, SpanType } from '@spanwright/core/model';
import { checkNamed } from './check-named.ts';

/** A conversation of several agents. */
export interface GroupChatOptions {
  readonly name: string;
  /** Names of those who may speak. */
  readonly participants?: readonly string[];
  /** The task. */
  readonly inputs?: unknown;
}

/** What a running group chat records. Each method gives back what the work gives: its result, promise or error. */
export interface GroupChat {
  /** Records who is to speak next: a CHAIN span whose outputs are the name. */
  selectSpeaker<T>(select: () => T): T;
  /** Records one turn of a speaker: an AGENT span, numbered from 1; what the speaker calls is inside. */
  turn<T>(speaker: string, speak: () => T, inputs?: unknown): T;
  /** Says why the chat is over: "approved", "5 rounds". The last word counts. */
  terminate(condition: string): void;
}

/**
 * Records a group chat: one AGENT span for all of it, a span per speaker turn inside, and the selection of speakers.
 * Gives back what `talk` gives.
 * @example
 * await traceGroupChat({ name: 'review', participants: ['writer', 'critic'], inputs: task }, async (chat) => {
 *   for (const speaker of [writer, critic]) await chat.turn(speaker.name, () => speaker.answer(history));
 *   chat.terminate('one round');
 * });
 */
export function traceGroupChat<T>(chat: string | GroupChatOptions, talk: (chat: GroupChat) => T): T {
  const { name, participants, inputs }: GroupChatOptions = checkNamed('traceGroupChat', chat, talk);
  const attributes = { ...(participants && { [GroupChatAttributeKey.PARTICIPANTS]: participants }) };
  return withSpan({ name, spanType: SpanType.AGENT, attributes, ...(inputs !== undefined && { inputs }) }, (span) =>
    talk(groupChat(span)),
  );
}

function groupChat(chat: LiveSpan): GroupChat {
  let turns = 0;
  return {
    selectSpeaker: (select) => withSpan({ name: 'select speaker', spanType: SpanType.CHAIN }, () => select()),
    turn: (speaker, speak, inputs) => {
      turns += 1;
      const attributes = { [AgentAttributeKey.NAME]: speaker, [GroupChatAttributeKey.TURN]: turns };
      return withSpan(
        { name: speaker, spanType: SpanType.AGENT, attributes, ...(inputs !== undefined && { inputs }) },
        () => speak(),
      );
    },
    terminate: (condition) => void chat.setAttribute(GroupChatAttributeKey.TERMINATION, condition),
  };
}
