import { at, isWire, type Wire } from '@spanwright/core/kit';
import type { JsonObject, JsonValue } from '@spanwright/core/model';

/** Names of fields, headers among them, that hold a secret. */
const SECRET_NAME =
  /api[-_]?key|secret|password|passwd|authorization|credential|cookie|private[-_]?key|(?:access|auth|bearer|refresh|session|id)[-_]?token$|^token$/i;

/** Texts that are a secret wherever they stand: keys of well-known form, and what a URL or a header carries. */
const SECRET_TEXT: readonly (readonly [RegExp, string])[] = [
  [/\b(?:sk|pk|rk|gh[pousr]|xox[abprs]|AIza|AKIA|lsv2|hf|gsk|xai)[-_]?[A-Za-z0-9_-]{16,}/g, '<secret>'],
  [/\bBearer +[^\s"\\]{8,}/gi, 'Bearer <secret>'],
  [/(:\/\/)[^\s/:@"]+:[^\s/@"]+@/g, '$1'],
  [/([?&](?:api[-_]?key|key|token|sig|signature|access_token)=)[^&\s"#]+/gi, '$1<secret>'],
];

/** Fields of a description that hold names of LangChain's. */
const NAMES = new Set(['$class', 'from', '$secret']);

/** Shortest text that is looked for as the secret that it was given as; shorter ones could be anything. */
const SHORTEST = 6;

/** Whether a field of that name holds a secret. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** The secrets of one model: none of them is written anywhere. */
export class Secrets {
  readonly #values = new Set<string>();

  /** Remembers a value that must not be written, wherever else it stands. */
  add(value: unknown): void {
    if (typeof value === 'string' && value.length >= SHORTEST) this.#values.add(value);
  }

  /** Names of an instance's own secrets, by the field that holds each; remembers their values. */
  namesIn(instance: Wire): Readonly<Record<string, string>> {
    const names = at(instance, 'lc_secrets');
    if (!isWire(names)) return {};
    const found = Object.entries(names).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    for (const [field] of found) this.add(instance[field]);
    return Object.fromEntries(found);
  }

  /** A value without them, in whichever text of it they stand. */
  removedFrom(value: JsonValue): JsonValue {
    if (typeof value === 'string') return this.#removedFromText(value);
    if (Array.isArray(value)) return value.map((item: JsonValue) => this.removedFrom(item));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value as JsonObject);
    return Object.fromEntries(entries.map(([key, item]) => [key, NAMES.has(key) ? item : this.removedFrom(item)]));
  }

  #removedFromText(text: string): string {
    const known = [...this.#values].toSorted((a, b) => b.length - a.length);
    const without = known.reduce((left, secret) => left.replaceAll(secret, '<secret>'), text);
    return SECRET_TEXT.reduce((left, [pattern, replacement]) => left.replace(pattern, replacement), without);
  }
}
