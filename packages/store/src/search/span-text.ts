import type { SpanJson } from '@spanwright/core/model';

/**
 * The text that searches look at: a span's JSON, without escapes, so that what a user reads is what is found: quotes
 * and line breaks as they are.
 */
export function spanText(span: SpanJson): string {
  return unescaped(JSON.stringify(span));
}

const ESCAPE = /\\(?:u([\da-f]{4})|(.))/g;
const CONTROL: { readonly [letter: string]: string } = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function unescaped(json: string): string {
  if (!json.includes('\\')) return json;
  return json.replace(ESCAPE, (_, code: string | undefined, letter: string) =>
    code === undefined ? (CONTROL[letter] ?? letter) : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
