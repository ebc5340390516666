import { TracingError } from '../model/index.ts';
import type { LiveSpan } from '../span/live-span.ts';
import type { SpanProcessor } from '../span/span-processors.ts';
import { CARD_NUMBERS } from './card-number.ts';
import { parseJsonPath } from './json-path.ts';
import { EMAIL_ADDRESSES, isSecretName, SECRETS } from './known-rules.ts';
import { Redaction } from './redaction.ts';
import type { RedactionRule } from './redaction-rule.ts';
import { givenOptions } from '../given-options.ts';

/** What is taken out of traces. */
export interface RedactOptions {
  /** Keys, tokens, passwords, private keys, and what stands under names like `password`. Default true. */
  readonly secrets?: boolean;
  /** E-mail addresses. Default true. */
  readonly emails?: boolean;
  /** Payment card numbers. Default true. */
  readonly cards?: boolean;
  /**
   * Places whose whole value is replaced, in every span: `inputs.user.ssn`, `outputs.choices[*].message.content`,
   * `inputs..birthday` (at any depth), `attributes["my.key"]`.
   */
  readonly paths?: readonly string[];
  /** Further things to look for. */
  readonly rules?: readonly RedactionRule[];
  /** Stands in place of what was found; default `[REDACTED secret]`, `[REDACTED email]`, … */
  readonly replacement?: string;
}

/** A span processor that redacts. */
export interface Redactor {
  (span: LiveSpan): void;
  /** Redacts a text. */
  readonly text: (text: string) => string;
  /** Redacts all texts in a plain value, which is not changed. */
  readonly value: <T>(value: T) => T;
}

/** True for a processor that `redact()` has made. */
export function isRedactor(processor: SpanProcessor): processor is Redactor {
  return 'text' in processor && 'value' in processor;
}

/**
 * Makes a span processor that takes secrets, e-mail addresses, card numbers and chosen places out of everything a trace
 * holds: inputs, outputs, attributes, events, errors, previews, tags, metadata, text attachments. The work is done off
 * the program's calls, before anything leaves the process or reaches the disk; what the program sees is not touched.
 * @throws TracingError INVALID_PARAMETER_VALUE for a path or rule that cannot be read.
 * @example
 * tracing.configure({ spanProcessors: [redact({ paths: ['inputs.user.ssn'] })] });
 */
export function redact(options: RedactOptions = {}): Redactor {
  const { secrets = true, cards = true, paths = [], replacement } = givenOptions('redact()', options);
  const redaction = new Redaction(paths.map(parseJsonPath), {
    rules: rulesOf(options),
    secretName: secrets ? isSecretName : undefined,
    cards,
    mark: (name) => replacement ?? (name === '' ? '[REDACTED]' : `[REDACTED ${name}]`),
  });
  const processor = (span: LiveSpan): void => span.trace.redact(redaction);
  return Object.assign(processor, {
    text: (text: string) => redaction.text(text),
    value: <T>(value: T) => redaction.value(value),
  });
}

function rulesOf({ secrets = true, emails = true, cards = true, rules = [] }: RedactOptions): readonly RedactionRule[] {
  return [
    ...rules.map(checkedRule),
    ...(secrets ? SECRETS : []),
    ...(emails ? [EMAIL_ADDRESSES] : []),
    ...(cards ? [CARD_NUMBERS] : []),
  ];
}

function checkedRule(rule: RedactionRule): RedactionRule {
  if (rule.pattern instanceof RegExp && rule.pattern.global && typeof rule.name === 'string') return rule;
  const message = 'A redaction rule is { name, pattern }, with a regular expression that is global: /…/g.';
  throw new TracingError('INVALID_PARAMETER_VALUE', message);
}
