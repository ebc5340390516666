import type { TokenUsage } from '@spanwright/core/model';

const PARTS = [
  ['cache_read_input_tokens', 'cached'],
  ['reasoning_tokens', 'reasoning'],
  ['audio_tokens', 'audio'],
] as const satisfies readonly (readonly [keyof TokenUsage, string])[];

/** Token counts as `412 → 28`, with the unit, followed by the parts worth knowing: `(128 cached)`. */
export function formatTokens(usage: TokenUsage, arrow: string, unit = ''): string {
  const parts = PARTS.filter(([key]) => (usage[key] ?? 0) > 0).map(([key, label]) => `${count(usage[key])} ${label}`);
  const details = parts.length > 0 ? `(${parts.join(', ')})` : '';
  return [formatFlow(usage, arrow), unit, details].filter((text) => text !== '').join(' ');
}

/** Token counts as `412 → 28`; `412` alone where nothing can come out, as of embeddings. */
export function formatFlow({ input_tokens, output_tokens }: TokenUsage, arrow: string): string {
  return output_tokens ? `${count(input_tokens)} ${arrow} ${count(output_tokens)}` : count(input_tokens);
}

function count(tokens: number | undefined): string {
  return String(tokens ?? 0).replace(/\B(?=(\d{3})+$)/g, ',');
}
