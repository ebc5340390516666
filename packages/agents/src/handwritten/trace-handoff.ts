import { startSpan } from '@spanwright/core';
import { HandoffAttributeKey, SpanType } from '@spanwright/core/model';

/** One agent gives its task to another. */
export interface HandoffOptions {
  /** Name of the agent that gives the task away. */
  readonly from: string;
  /** Name of the agent that takes it. */
  readonly to: string;
  /** Why, in the words of the model or the program. */
  readonly reason?: string;
  /** What is passed along. */
  readonly payload?: unknown;
}

/** Records a hand-off, as it happens, inside the active span; `trace.agents()` lists it. */
export function traceHandoff({ from, to, reason, payload }: HandoffOptions): void {
  const span = startSpan({
    name: 'Handoff',
    spanType: SpanType.HANDOFF,
    inputs: { from_agent: from },
    attributes: {
      [HandoffAttributeKey.FROM]: from,
      [HandoffAttributeKey.TO]: to,
      ...(reason !== undefined && { [HandoffAttributeKey.REASON]: reason }),
      ...(payload !== undefined && { [HandoffAttributeKey.PAYLOAD]: payload }),
    },
  });
  span.end({ outputs: { to_agent: to } });
}
