import type { LiveSpan } from '@spanwright/core';
import { at, type CallFailure, listAt, textAt, type Tracer } from '@spanwright/core/kit';
import { AgentAttributeKey, SpanType } from '@spanwright/core/model';
import { recordHandoff } from '../handwritten/trace-handoff.ts';
import type { StepsRecording } from '../steps/record-steps.ts';

/** What an agent is called that the program gives no id. */
const DEFAULT_ID = 'agent';

/** The name of an agent: that by which swarms know it, where it has one. */
export function agentName(agent: unknown): string {
  const id = textAt(agent, 'id');
  return id !== undefined && id !== DEFAULT_ID ? id : (textAt(agent, 'name') ?? DEFAULT_ID);
}

/** One run of an agent. */
export function agentRun(tracer: Tracer, agent: unknown, [inputs]: readonly unknown[]): StepsRecording {
  return {
    begin: () => {
      if (!tracer.isTracing()) return undefined;
      const name = agentName(agent);
      const attributes = { [AgentAttributeKey.NAME]: name };
      const span = tracer.startSpan({ name, spanType: SpanType.AGENT, inputs, attributes });
      return { span, call: tracer.record(span, { outputs: answer }) };
    },
  };
}

/** One run of several agents: a swarm or a graph. */
export function groupRun(tracer: Tracer, group: unknown, [inputs]: readonly unknown[]): StepsRecording {
  return {
    begin: () => {
      if (!tracer.isTracing()) return undefined;
      const span = tracer.startSpan({ name: textAt(group, 'id') ?? 'agents', spanType: SpanType.AGENT, inputs });
      return { span, call: tracer.record(span, { outputs: (result) => at(result, 'content'), failure }) };
    },
    yielded: (event, span) => {
      if (at(event, 'type') === 'multiAgentHandoffEvent') handedOff(tracer, event, span);
    },
  };
}

function answer(result: unknown): unknown {
  const structured = at(result, 'structuredOutput');
  if (structured !== undefined) return structured;
  return { stopReason: at(result, 'stopReason'), message: at(result, 'lastMessage') };
}

function failure(result: unknown): CallFailure | undefined {
  const errors = [result, ...listAt(result, 'results')].map((part) => at(part, 'error'));
  const error = errors.find((found) => found !== undefined);
  return at(result, 'status') === 'FAILED' ? { message: textAt(error, 'message') ?? 'an agent failed' } : undefined;
}

function handedOff(tracer: Tracer, event: unknown, parent: LiveSpan): void {
  const told = at(listAt(at(event, 'state'), 'results').at(-1), 'structuredOutput');
  const reason = textAt(told, 'message');
  const payload = at(told, 'context');
  for (const to of listAt(event, 'targets')) {
    const from = textAt(event, 'source') ?? '';
    const handoff = {
      from,
      to: String(to),
      ...(reason !== undefined && { reason }),
      ...(payload !== undefined && { payload }),
    };
    recordHandoff(tracer, handoff, parent);
  }
}
