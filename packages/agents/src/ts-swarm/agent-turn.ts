import type { LiveSpan } from '@spanwright/core';
import { at, listAt, textAt, type Tracer } from '@spanwright/core/kit';
import { AgentAttributeKey, SpanType } from '@spanwright/core/model';
import { recordHandoff } from '../handwritten/trace-handoff.ts';
import { recordedModel } from './recorded-model.ts';
import { recordedTool } from './recorded-tool.ts';
import { type AgentCall, observed } from './swarm-run.ts';

/** How the tools are named by which the library hands over to an agent. */
const TRANSFER = 'transferTo';

/** Records one turn of an agent: a model call and the tools that it calls for. */
export function recordTurn({ original, self, args, tracer, runs }: AgentCall): unknown {
  if (!tracer.isTracing()) return Reflect.apply(original, self, args);
  const name = textAt(self, 'id') ?? 'agent';
  const above = tracer.activeSpan();
  const turn = tracer.guarded('a turn of ts-swarm', () => startTurn(tracer, name, args));
  if (!turn) return Reflect.apply(original, self, args);
  const recorded = tracer.guarded('a turn of ts-swarm', () => withRecordedParts(self, tracer)) ?? self;
  const outputs = (result: unknown): unknown => {
    // The hand-off takes place after the turn; the library looks at the first of several.
    const to = transferOf(result);
    if (runs.has(above) && to !== undefined) recordHandoff(tracer, { from: name, to }, above);
    return { text: at(result, 'text'), toolCalls: at(result, 'toolCalls'), finishReason: at(result, 'finishReason') };
  };
  const work = (): unknown => Reflect.apply(original, recorded, args);
  return observed(tracer.runInScope(turn, work), tracer.record(turn, { outputs }));
}

function startTurn(tracer: Tracer, name: string, [config]: readonly unknown[]): LiveSpan {
  const inputs = at(config, 'messages') ?? at(config, 'prompt');
  return tracer.startSpan({ name, spanType: SpanType.AGENT, inputs, attributes: { [AgentAttributeKey.NAME]: name } });
}

/** The agent with a model and tools whose calls are recorded; the program's own stays as it is. */
function withRecordedParts(agent: unknown, tracer: Tracer): unknown {
  const model = at(agent, 'model');
  return Object.create(agent as object, {
    model: { value: recordedModel(model, tracer) },
    tools: { value: listAt(agent, 'tools').map((tool) => recordedTool(tool, tracer)) },
  });
}

function transferOf(result: unknown): string | undefined {
  const names = listAt(result, 'toolResults').flatMap((part) => textAt(part, 'toolName') ?? []);
  return names.find((name) => name.startsWith(TRANSFER))?.slice(TRANSFER.length);
}
