import type { LiveSpan } from '@spanwright/core';
import { at, textAt, type Tracer } from '@spanwright/core/kit';
import { AgentAttributeKey, EndReason, SpanType, TraceMetadataKey } from '@spanwright/core/model';
import { recordHandoff } from '../handwritten/trace-handoff.ts';
import { endSpan } from '../steps/end-span.ts';
import type { StepsRecording } from '../steps/record-steps.ts';
import { chatMessages } from './chat-messages.ts';
import { EventsOfRun } from './events-of-run.ts';

/** A call of a method whose result is a generator of events. */
export interface EventsCall {
  readonly tracer: Tracer;
  readonly self: unknown;
  readonly args: readonly unknown[];
  /** Hand-offs that are recorded already: their events pass through every agent around. */
  readonly handedOff: WeakSet<object>;
}

/** One run of a program: `Runner#runAsync` and `Runner#runLive`. */
export function programRun(call: EventsCall, name: string): StepsRecording {
  const { tracer, self, args } = call;
  const app = textAt(self, 'appName');
  const asked = at(args[0], 'newMessage');
  return recording(call, () => {
    const span = tracer.startSpan({
      name,
      spanType: SpanType.AGENT,
      ...(asked !== undefined && { inputs: { messages: chatMessages(asked) } }),
      ...(app !== undefined && { attributes: { app_name: app } }),
    });
    tellOnce(span, TraceMetadataKey.SESSION, textAt(args[0], 'sessionId'));
    tellOnce(span, TraceMetadataKey.USER, textAt(args[0], 'userId'));
    return span;
  });
}

/** One run of an agent, of any kind. */
export function agentRun(call: EventsCall): StepsRecording {
  const { tracer, self, args, handedOff } = call;
  const name = textAt(self, 'name') ?? 'agent';
  const asked = at(args[0], 'userContent');
  const begin = (): LiveSpan =>
    tracer.startSpan({
      name,
      spanType: SpanType.AGENT,
      ...(asked !== undefined && { inputs: { messages: chatMessages(asked) } }),
      attributes: { [AgentAttributeKey.NAME]: name },
    });
  return recording(call, begin, (event, span) => {
    const to = textAt(at(event, 'actions'), 'transferToAgent');
    if (to === undefined || at(event, 'author') !== name || handedOff.has(event as object)) return;
    handedOff.add(event as object);
    recordHandoff(tracer, { from: name, to }, span);
  });
}

/** One run of a node of a workflow that is no agent. */
export function nodeRun(call: EventsCall): StepsRecording {
  const { tracer, self, args } = call;
  const name = textAt(self, 'name') ?? 'node';
  return recording(call, () => tracer.startSpan({ name, spanType: SpanType.CHAIN, inputs: args[1] }));
}

function recording(
  { tracer, args }: EventsCall,
  begin: () => LiveSpan,
  hear?: (event: unknown, span: LiveSpan) => void,
): StepsRecording {
  const events = new EventsOfRun();
  return {
    begin: () => {
      if (!tracer.isTracing()) return undefined;
      const span = begin();
      return { span, call: tracer.record(span) };
    },
    yielded: (event, span) => {
      events.hear(event);
      hear?.(event, span);
    },
    ended: ({ span }, left) => {
      const isAborted = at(at(args[0], 'abortSignal'), 'aborted') === true;
      const leaving = left ? EndReason.BREAK : undefined;
      const early = isAborted ? EndReason.ABORT : leaving;
      const { outputs, failure } = events;
      tracer.guarded('a run of the ADK', () => endSpan(span, { outputs, failure, early }));
    },
  };
}

/** What the program, or the run around, has said of the trace holds. */
function tellOnce({ trace }: LiveSpan, key: string, value: string | undefined): void {
  if (value !== undefined && trace.notes.metadata[key] === undefined) trace.setMetadata(key, value);
}
