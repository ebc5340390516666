/** What one side said in a turn, as it is shown. */
export interface TurnText {
  readonly text: string;
  /** It is no plain language. */
  readonly code: boolean;
}

const TEXT_KEYS = [
  'content',
  'text',
  'question',
  'query',
  'input',
  'prompt',
  'message',
  'answer',
  'output',
  'response',
];

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function plainText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return undefined;
  const entries = Object.entries(value);
  const messages = Array.isArray(value) ? value : (value as { readonly messages?: unknown }).messages;
  if (Array.isArray(messages) && messages.length > 0) return plainText(messages.at(-1));
  const named = entries.find(([key, inner]) => TEXT_KEYS.includes(key) && typeof inner === 'string');
  return named === undefined ? undefined : (named[1] as string);
}

/** Finds what was said in a trace's preview: the text itself, or that inside of JSON. */
export function turnText(preview: string | null | undefined): TurnText | undefined {
  if (!preview) return undefined;
  const value = /^\s*[{["]/.test(preview) ? parsed(preview) : undefined;
  if (value === undefined) return { text: preview, code: /^\s*[{[]/.test(preview) };
  const text = plainText(value);
  return text === undefined ? { text: JSON.stringify(value, undefined, 2), code: true } : { text, code: false };
}
