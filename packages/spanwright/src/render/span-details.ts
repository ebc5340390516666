import { EndReason, type JsonValue, type Span, SpanAttributeKey, SpanEventKey } from '@spanwright/core/model';
import { inputsLine } from './inputs-line.ts';
import { outputsLine } from './outputs-line.ts';
import type { Tint } from './paint.ts';

/** One line under a span. */
export interface SpanDetail {
  readonly label: 'in' | 'out' | 'err' | 'end';
  readonly text: string;
  readonly tint?: Tint;
}

const END_REASONS: { readonly [reason: string]: string } = {
  [EndReason.BREAK]: 'the program stopped reading',
  [EndReason.ABORT]: 'the program aborted it',
  [EndReason.UNREAD]: 'the program never read it',
  [EndReason.LIMIT]: 'too many traces were in progress',
  [EndReason.TRACE_END]: 'still open when its trace was ended',
  [EndReason.EXIT]: 'still open when the program ended',
};

/** The lines under a span: what went in, what came out, the exception, and why it ended if not by its result. */
export function spanDetails(span: Span): readonly SpanDetail[] {
  const lines: readonly (SpanDetail | undefined)[] = [
    detail('in', inputsLine(span.inputs)),
    detail('out', outputsLine(span.outputs)),
    detail('err', exceptionLine(span), 'red'),
    detail('end', endLine(span.getAttribute(SpanAttributeKey.END_REASON)), 'yellow'),
  ];
  return lines.filter((line) => line !== undefined);
}

function detail(label: SpanDetail['label'], text: string | undefined, tint?: Tint): SpanDetail | undefined {
  return text === undefined ? undefined : { label, text: text.trim() === '' ? '""' : text, ...(tint && { tint }) };
}

function exceptionLine(span: Span): string | undefined {
  if (span.status.code !== 'ERROR') return undefined;
  const thrown = span.events.findLast((event) => event.name === SpanEventKey.EXCEPTION)?.attributes;
  const type = thrown?.[SpanEventKey.EXCEPTION_TYPE];
  const message = thrown?.[SpanEventKey.EXCEPTION_MESSAGE] ?? span.status.message;
  const parts = [type, message].filter((part): part is string => typeof part === 'string' && part !== '');
  return parts.length > 0 ? parts.join(': ') : undefined;
}

function endLine(reason: JsonValue | undefined): string | undefined {
  return typeof reason === 'string' ? (END_REASONS[reason] ?? reason) : undefined;
}
