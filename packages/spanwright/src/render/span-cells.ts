import { type Span, SpanAttributeKey, SpanType, type TokenUsage } from '@spanwright/core/model';
import { formatDuration } from './format-duration.ts';
import { formatFlow, formatTokens } from './format-tokens.ts';
import type { Tint } from './paint.ts';
import type { Glyphs } from './render-style.ts';

/** What the first line of a span shows right of its name. */
export interface SpanCells {
  readonly type: string;
  readonly duration: string;
  readonly status: string;
  /** Tokens in and out. */
  readonly tokens: string;
  /** The same with the parts worth knowing, for where there is room. */
  readonly tokenDetails: string;
}

const STATUS_TINT: { readonly [status: string]: Tint } = { OK: 'green', ERROR: 'red', OPEN: 'yellow' };

const TYPE_TINT: { readonly [type: string]: Tint } = {
  [SpanType.AGENT]: 'magenta',
  [SpanType.HANDOFF]: 'magenta',
  [SpanType.CHAIN]: 'blue',
  [SpanType.WORKFLOW]: 'blue',
  [SpanType.TASK]: 'blue',
  [SpanType.LLM]: 'cyan',
  [SpanType.CHAT_MODEL]: 'cyan',
  [SpanType.TOOL]: 'yellow',
  [SpanType.RETRIEVER]: 'green',
  [SpanType.EMBEDDING]: 'green',
  [SpanType.RERANKER]: 'green',
};

/** The texts of the columns of one span. */
export function spanCells(span: Span, glyphs: Glyphs): SpanCells {
  const usage = span.getAttribute(SpanAttributeKey.CHAT_USAGE) as TokenUsage | undefined;
  return {
    type: span.spanType,
    duration: formatDuration(span.startTimeNs, span.endTimeNs) ?? '',
    status: span.endTimeNs === undefined ? 'OPEN' : span.status.code,
    tokens: usage ? formatFlow(usage, glyphs.arrow) : '',
    tokenDetails: usage ? formatTokens(usage, glyphs.arrow) : '',
  };
}

/** Colour of a span type. */
export function typeTint(type: string): Tint | undefined {
  return TYPE_TINT[type];
}

/** Colour of a span's status or a trace's state. */
export function statusTint(status: string): Tint | undefined {
  return STATUS_TINT[status];
}
