import type { Operand } from './comparisons.ts';
import { filterError, pythonSet } from './filter-error.ts';

/** What a key belongs to, in MLflow's words. */
export type EntityType = 'attribute' | 'tag' | 'request_metadata' | 'span' | 'feedback' | 'expectation' | 'issue';

/** A key of a filter or an order, its prefix understood. */
export interface Identifier {
  readonly type: EntityType;
  readonly key: string;
}

const PREFIXES: { readonly [prefix: string]: EntityType } = {
  attribute: 'attribute',
  attributes: 'attribute',
  trace: 'attribute',
  tag: 'tag',
  tags: 'tag',
  metadata: 'request_metadata',
  request_metadata: 'request_metadata',
  span: 'span',
  feedback: 'feedback',
  expectation: 'expectation',
  issue: 'issue',
};

// MLflow looks these up before it looks at the prefix: `tags.name` means the same as `name`.
const ALIASES: { readonly [key: string]: Identifier } = {
  name: { type: 'tag', key: 'mlflow.traceName' },
  prompt: { type: 'tag', key: 'mlflow.linkedPrompts' },
  run_id: { type: 'request_metadata', key: 'mlflow.sourceRun' },
  text: { type: 'span', key: 'content' },
};
const LONG_NAMES: { readonly [key: string]: string } = {
  timestamp: 'timestamp_ms',
  execution_time: 'execution_time_ms',
  end_time: 'end_time_ms',
};

/** Reads `[prefix.]key`. `attributes` are the keys that need no prefix. */
export function readIdentifier({ text, at }: Pick<Operand, 'text' | 'at'>, attributes: readonly string[]): Identifier {
  const dot = text.indexOf('.');
  const prefix = dot === -1 ? 'attribute' : withoutBackticks(text.slice(0, dot));
  const type = Object.hasOwn(PREFIXES, prefix) ? PREFIXES[prefix] : undefined;
  if (!type) {
    const message = `Invalid entity type '${prefix}'. Valid values are ${pythonSet(Object.keys(PREFIXES))}`;
    throw filterError(message, { at, expected: `one of ${Object.keys(PREFIXES).join(', ')}` });
  }
  const key = withoutBackticks(withoutQuotes(text.slice(dot + 1)));
  if (type === 'attribute' && !attributes.includes(key)) {
    const message = `Invalid attribute key '${key}' specified. Valid keys are '${pythonSet(attributes)}'`;
    throw filterError(message, { at, expected: `one of ${attributes.join(', ')}, or a key with a prefix` });
  }
  return { type, key };
}

/** The place where MLflow keeps what a key means. */
export function resolveAlias(identifier: Identifier): Identifier {
  if (identifier.type === 'span') return identifier;
  const key = identifier.key.toLowerCase();
  if (Object.hasOwn(ALIASES, key)) return ALIASES[key] ?? identifier;
  return Object.hasOwn(LONG_NAMES, key) ? { ...identifier, key: LONG_NAMES[key] ?? key } : identifier;
}

/** A text without the pair of `'` or `"` around it. */
export function withoutQuotes(text: string): string {
  return isQuoted(text) ? text.slice(1, -1) : text;
}

/** Whether a pair of `'` or `"` stands around a text. */
export function isQuoted(text: string): boolean {
  return text.length >= 2 && (/^'.*'$/s.test(text) || /^".*"$/s.test(text));
}

function withoutBackticks(text: string): string {
  return text.length >= 2 && /^`.*`$/s.test(text) ? text.slice(1, -1) : text;
}
