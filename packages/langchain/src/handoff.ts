import { at, isWire, listAt, textAt, type Tracer } from '@spanwright/core/kit';
import { HandoffAttributeKey, SpanType } from '@spanwright/core/model';
import type { OpenRun } from './open-run.ts';
import { plainValue } from './plain-value.ts';

/** One agent passes the task to another. */
export interface LangGraphHandoff {
  readonly from: string;
  readonly to: string;
}

const HANDED_BACK = /^transfer_back_to_(.+)$/;
const PARENT_GRAPH = '__parent__';

/**
 * Where a tool hands the conversation over: its result is LangGraph's command to go on at another node of the graph
 * around the agent, as swarm's and supervisor's transfer tools give it. Undefined for any other result.
 */
export function toolHandoff(output: unknown, run: OpenRun): LangGraphHandoff | undefined {
  const command = (Array.isArray(output) ? (output as readonly unknown[]) : [output]).find(
    (item) => at(item, 'lg_name') === 'Command',
  );
  if (!isWire(command) || command['graph'] !== PARENT_GRAPH) return undefined;
  const to = targetOf(command['goto']);
  return to === undefined ? undefined : { from: agentAround(run), to };
}

/** Where an agent that has finished gives the task back: supervisor's nodes add such messages by themselves. */
export function returnedHandoff(outputs: unknown, run: OpenRun): LangGraphHandoff | undefined {
  const messages = listAt(outputs, 'messages');
  if (messages.length === 0) return undefined;
  if (run.parent && run.parent.metadata['langgraph_node'] === run.metadata['langgraph_node']) return undefined;
  const [told, done] = messages.slice(-2);
  const to = HANDED_BACK.exec(textAt(done, 'name') ?? '')?.[1];
  return to === undefined ? undefined : { from: textAt(told, 'name') ?? agentAround(run), to };
}

/** Records the hand-off as a span of its own inside `run`. */
export function recordHandoff(tracer: Tracer, run: OpenRun, { from, to }: LangGraphHandoff, payload?: unknown): void {
  const span = tracer.startSpan({
    name: 'Handoff',
    spanType: SpanType.HANDOFF,
    parent: run.span,
    inputs: { from_agent: from },
    attributes: {
      [HandoffAttributeKey.FROM]: from,
      [HandoffAttributeKey.TO]: to,
      ...(payload !== undefined && { [HandoffAttributeKey.PAYLOAD]: plainValue(payload) }),
    },
  });
  span.end({ outputs: { to_agent: to } });
}

function targetOf(goto: unknown): string | undefined {
  const [first] = Array.isArray(goto) ? (goto as readonly unknown[]) : [goto];
  return typeof first === 'string' ? first : textAt(first, 'node');
}

/** The agent is the outermost graph's node: the first name in LangGraph's `alice:UUID|tools:UUID`. */
function agentAround({ metadata }: OpenRun): string {
  const path = textAt(metadata, 'langgraph_checkpoint_ns') ?? textAt(metadata, 'checkpoint_ns') ?? '';
  const agent = path.split('|')[0]?.split(':')[0];
  return textAt(metadata, 'lc_agent_name') ?? (agent === undefined || agent === '' ? '' : agent);
}
