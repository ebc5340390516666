import { typeOfBase64 } from '../media/media-type.ts';
import { type JsonValue } from '../model/index.ts';
import { isCardNumber } from './card-number.ts';
import { mapMembers } from './json-path.ts';
import type { RedactionRule } from './redaction-rule.ts';

/** Shorter texts hold nothing that a rule looks for. */
const MIN_CHARS = 5;
const DATA_URI = /^data:([^;,]{0,100})[^,]{0,200};base64,/;
const TEXT_TYPE = /^(?:text\/|application\/(?:json|xml|yaml|x-ndjson|javascript)|[^/]+\/[^/]+\+(?:json|xml)$|$)/i;
const BASE64 = /^[A-Za-z0-9+/_-]{24,}={0,2}$/;

/** How found text is replaced. */
export interface TextRules {
  readonly rules: readonly RedactionRule[];
  /** Names of properties whose values are replaced whole, and what they count as. */
  readonly secretName?: ((name: string) => boolean) | undefined;
  /** True: card numbers are looked for in numbers, too. */
  readonly cards: boolean;
  mark(name: string): string;
}

/** The text with everything that a rule finds replaced; base64 of text is looked into, media are left. */
export function redactText(text: string, { rules, mark }: TextRules): string {
  if (text.length < MIN_CHARS) return text;
  const decoded = decodedText(text);
  if (decoded) {
    const redacted = replaceFound(decoded.text, rules, mark);
    return redacted === decoded.text ? text : decoded.head + Buffer.from(redacted).toString('base64');
  }
  return replaceFound(text, rules, mark);
}

/** The value with all its texts redacted, names of properties included; the same object where nothing is found. */
export function redactValue(value: JsonValue, text: TextRules): JsonValue {
  if (typeof value === 'string') return redactText(value, text);
  if (typeof value === 'number') return text.cards && isCard(value) ? text.mark('card') : value;
  if (typeof value !== 'object' || value === null) return value;
  const mapped = mapMembers(value, (member, key) =>
    typeof member === 'string' && member !== '' && text.secretName?.(key)
      ? text.mark('secret')
      : redactValue(member, text),
  );
  return Array.isArray(mapped) ? mapped : redactNames(mapped as Record<string, JsonValue>, text);
}

function redactNames(value: Record<string, JsonValue>, text: TextRules): JsonValue {
  const names = Object.keys(value);
  if (names.every((name) => redactText(name, text) === name)) return value;
  return Object.fromEntries(names.map((name) => [redactText(name, text), value[name] as JsonValue]));
}

function replaceFound(text: string, rules: readonly RedactionRule[], mark: (name: string) => string): string {
  return rules.reduce(
    (rest, { name, pattern, accepts }) =>
      rest.replace(pattern, (found: string) => (accepts && !accepts(found) ? found : mark(name))),
    text,
  );
}

function isCard(value: number): boolean {
  return Number.isSafeInteger(value) && isCardNumber(String(value));
}

/** What base64 stands for, where that is text. */
function decodedText(text: string): { readonly head: string; readonly text: string } | undefined {
  const uri = DATA_URI.exec(text);
  if (uri && !TEXT_TYPE.test(uri[1] ?? '')) return undefined;
  const [head, base64] = uri ? [uri[0], text.slice(uri[0].length)] : ['', text];
  if (!BASE64.test(base64) || typeOfBase64(base64) !== undefined) return undefined;
  const decoded = Buffer.from(base64, 'base64').toString();
  return decoded.includes('\uFFFD') ? undefined : { head, text: decoded };
}
