/**
 * The vocabulary of hand-offs: an agent passes its task to another one.
 * Every framework's hand-off is recorded as one span of type `SpanType.HANDOFF` with these attributes.
 */
export const HandoffAttributeKey = {
  /** Name of the agent that gives the task away. */
  FROM: 'spanwright.handoff.from',
  /** Name of the agent that takes it. */
  TO: 'spanwright.handoff.to',
  /** Why, in the words of the model or the program; may be missing. */
  REASON: 'spanwright.handoff.reason',
  /** What is passed along, as JSON; may be missing. */
  PAYLOAD: 'spanwright.handoff.payload',
} as const;

/** What spans of agents say of them. */
export const AgentAttributeKey = {
  /** Name of the agent that works in the span. OpenTelemetry's key. */
  NAME: 'gen_ai.agent.name',
} as const;

/** What spans of a group chat say: the chat itself, and the turns of its speakers. */
export const GroupChatAttributeKey = {
  /** Names of those who may speak. */
  PARTICIPANTS: 'spanwright.groupChat.participants',
  /** Number of a turn, from 1. */
  TURN: 'spanwright.groupChat.turn',
  /** Why the chat ended. */
  TERMINATION: 'spanwright.groupChat.termination',
} as const;

/** One hand-off, as read back from a trace. */
export interface Handoff {
  readonly from: string;
  readonly to: string;
  readonly reason?: string;
}
