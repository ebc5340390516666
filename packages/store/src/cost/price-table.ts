import { type ModelPrice, priceKey } from './model-price.ts';
import { ANTHROPIC_PRICES } from './prices/anthropic.ts';
import { COHERE_PRICES } from './prices/cohere.ts';
import { DEEPSEEK_PRICES } from './prices/deepseek.ts';
import { GEMINI_PRICES } from './prices/gemini.ts';
import { MISTRAL_PRICES } from './prices/mistral.ts';
import { OPENAI_PRICES } from './prices/openai.ts';
import { XAI_PRICES } from './prices/xai.ts';

/** The day on which the list prices were taken. */
export const PRICES_DATE = '2026-11-20';

/**
 * A line a model: its name, then USD per million tokens of input, output, input read from the cache, input written to
 * the cache; what is missing or `-` costs as other input. Standard tier, text, without surcharges for long contexts.
 */
const TABLES: { readonly [provider: string]: string } = {
  openai: OPENAI_PRICES,
  anthropic: ANTHROPIC_PRICES,
  gemini: GEMINI_PRICES,
  mistral: MISTRAL_PRICES,
  deepseek: DEEPSEEK_PRICES,
  xai: XAI_PRICES,
  cohere: COHERE_PRICES,
};

/** Every price that is known without the user. */
export const LIST_PRICES: readonly ModelPrice[] = Object.entries(TABLES).flatMap(([provider, table]) =>
  table
    .trim()
    .split('\n')
    .map((line) => readLine(provider, line)),
);

/** The same, by provider and model, and by the model alone. */
export const PRICES_BY_KEY: ReadonlyMap<string, ModelPrice> = new Map(
  [...LIST_PRICES].reverse().flatMap((price): readonly (readonly [string, ModelPrice])[] => [
    [priceKey(undefined, price.model), price],
    [priceKey(price.provider, price.model), price],
  ]),
);

function readLine(provider: string, line: string): ModelPrice {
  const [model = '', ...prices] = line.split(' ');
  const [input, output, cacheRead, cacheWrite] = prices.map((price) => (price === '-' ? undefined : Number(price)));
  return {
    model,
    provider,
    inputPerMillion: input ?? 0,
    outputPerMillion: output ?? 0,
    ...(cacheRead !== undefined && { cacheReadPerMillion: cacheRead }),
    ...(cacheWrite !== undefined && { cacheWritePerMillion: cacheWrite }),
  };
}
