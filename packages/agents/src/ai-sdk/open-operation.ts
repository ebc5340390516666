import type { LiveSpan } from '@spanwright/core';
import { at, type Tracer } from '@spanwright/core/kit';
import { type OperationKind, operationKind } from './operation-kind.ts';

/** Work of the AI SDK that is under way. */
export interface OpenOperation {
  readonly type: string;
  /** Groups all work of one `generateText()` or `streamText()`. */
  readonly callId: string;
  /** By what its result is told where the channel tells none. */
  readonly key: string;
  readonly span: LiveSpan;
  readonly call: ReturnType<Tracer['record']>;
  readonly kind: OperationKind;
}

/** The key of a `generateText()` or the like, around all of its steps. */
export const WHOLE = 'whole';

const PARTS: ReadonlySet<string> = new Set(['step', 'languageModelCall']);

/** The key of a call of a tool, of which several run at once. */
export function toolKey(event: unknown): string {
  return `tool ${String(at(at(event, 'toolCall'), 'toolCallId'))}`;
}

/** Starts the span of some work. */
export function openOperation(tracer: Tracer, type: string, event: unknown): OpenOperation {
  const kind = operationKind(type);
  const inputs = kind.inputs?.(event);
  const span = tracer.startSpan({
    name: kind.name(event),
    spanType: typeof kind.spanType === 'string' ? kind.spanType : kind.spanType(event),
    ...(inputs !== undefined && { inputs }),
    attributes: present(kind.started?.(event)),
  });
  return { type, callId: String(at(event, 'callId')), key: keyOf(type, event), span, call: tracer.record(span), kind };
}

function keyOf(type: string, event: unknown): string {
  if (type === 'executeTool') return toolKey(event);
  return PARTS.has(type) ? type : WHOLE;
}

/** Ends the span with the result; undefined where there is none to tell. */
export function settleOperation({ span, call, kind }: OpenOperation, result: unknown): void {
  if (result === undefined) return span.end();
  span.setAttributes(present(kind.ended?.(result)));
  const failure = kind.failure?.(result);
  const outputs = kind.outputs ? kind.outputs(result) : result;
  if (!failure) return call.settle(outputs);
  if (outputs !== undefined) span.setOutputs(outputs);
  call.fail(failure.error);
}

function present(attributes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));
}
