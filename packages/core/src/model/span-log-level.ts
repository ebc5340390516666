import { SpanAttributeKey, SpanEventKey } from './attribute-key.ts';
import { TracingError } from './errors.ts';
import type { JsonValue } from './json.ts';
import { SpanType } from './span-type.ts';

/** How much a span matters to who reads a trace (MLflow ≥ 3.12). */
export const SpanLogLevel = {
  DEBUG: 'DEBUG',
  INFO: 'INFO',
  WARNING: 'WARNING',
  ERROR: 'ERROR',
  CRITICAL: 'CRITICAL',
} as const;

/** One of the levels above. */
export type SpanLogLevel = keyof typeof SpanLogLevel;

/** MLflow's numbers: how levels stand in attributes. */
const NUMBERS: Readonly<Record<SpanLogLevel, number>> = { DEBUG: 10, INFO: 20, WARNING: 30, ERROR: 40, CRITICAL: 50 };

const INFO_TYPES: ReadonlySet<unknown> = new Set([
  SpanType.LLM,
  SpanType.CHAT_MODEL,
  SpanType.TOOL,
  SpanType.RETRIEVER,
  SpanType.AGENT,
  SpanType.EMBEDDING,
]);

/** What of a span tells its level. */
interface Levelled {
  readonly attributes: { readonly [key: string]: JsonValue };
  readonly events: readonly { readonly name: string }[];
}

/**
 * The number of a level that is given by name, in any case of letters.
 * @throws TracingError INVALID_PARAMETER_VALUE for anything that names none.
 */
export function logLevelNumber(level: unknown): number {
  const name = typeof level === 'string' ? level.toUpperCase() : '';
  if (Object.hasOwn(NUMBERS, name)) return NUMBERS[name as SpanLogLevel];
  const message = `Invalid log level ${JSON.stringify(level)}: use one of ${Object.keys(NUMBERS).join(', ')}.`;
  throw new TracingError('INVALID_PARAMETER_VALUE', message);
}

/** The level of a span: what was chosen, else that of its type; at least ERROR where it has recorded an exception. */
export function logLevelOfSpan(span: Levelled): SpanLogLevel {
  const chosen = span.attributes[SpanAttributeKey.LOG_LEVEL];
  const byType = INFO_TYPES.has(span.attributes[SpanAttributeKey.SPAN_TYPE]) ? NUMBERS.INFO : NUMBERS.DEBUG;
  const number = typeof chosen === 'number' ? chosen : byType;
  const raised = hasException(span) ? Math.max(number, NUMBERS.ERROR) : number;
  const names = Object.keys(NUMBERS) as SpanLogLevel[];
  return names.find((name) => NUMBERS[name] === raised) ?? SpanLogLevel.DEBUG;
}

/** The attributes, a chosen level raised to ERROR where an exception was recorded. */
export function withRaisedLevel(span: Levelled): Levelled['attributes'] {
  const chosen = span.attributes[SpanAttributeKey.LOG_LEVEL];
  if (typeof chosen !== 'number' || chosen >= NUMBERS.ERROR || !hasException(span)) return span.attributes;
  return { ...span.attributes, [SpanAttributeKey.LOG_LEVEL]: NUMBERS.ERROR };
}

function hasException({ events }: Levelled): boolean {
  return events.some(({ name }) => name === SpanEventKey.EXCEPTION);
}
