import { type LiveSpan, startSpan } from '@spanwright/core';
import { givenOptions, type Tracer } from '@spanwright/core/kit';
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
export function traceHandoff(handoff: HandoffOptions): void {
  startSpan(spanOf(givenOptions('traceHandoff()', handoff))).end({ outputs: { to_agent: handoff.to } });
}

/** The same for a framework's hand-off, inside the span of its run. */
export function recordHandoff(tracer: Tracer, handoff: HandoffOptions, parent: LiveSpan): void {
  tracer.startSpan({ ...spanOf(handoff), parent }).end({ outputs: { to_agent: handoff.to } });
}

function spanOf({ from, to, reason, payload }: HandoffOptions): Parameters<typeof startSpan>[0] & object {
  return {
    name: 'Handoff',
    spanType: SpanType.HANDOFF,
    inputs: { from_agent: from },
    attributes: {
      [HandoffAttributeKey.FROM]: from,
      [HandoffAttributeKey.TO]: to,
      ...(reason !== undefined && { [HandoffAttributeKey.REASON]: reason }),
      ...(payload !== undefined && { [HandoffAttributeKey.PAYLOAD]: payload }),
    },
  };
}
