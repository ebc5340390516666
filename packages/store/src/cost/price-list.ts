import { type ModelCost, type TokenUsage, TracingError, modelCost } from '@spanwright/core/model';
import { type ModelPrice, priceKey } from './model-price.ts';
import { PRICES_BY_KEY } from './price-table.ts';

// Names of providers under which others sell the models of a list.
const SELLS_MODELS_OF: { readonly [provider: string]: string } = {
  azure: 'openai',
  google: 'gemini',
  'google-genai': 'gemini',
  mistralai: 'mistral',
};

// MLflow: names of routes, not of models.
const ROUTE = /^(?:gateway|endpoints):\//;

/** Knows what models cost. */
export type PriceList = (model: string, provider: string | undefined) => ModelPrice | undefined;

/** The list prices, where the user has not said otherwise. */
export function priceList(own: readonly ModelPrice[] = []): PriceList {
  const ownByKey = new Map(own.map((price) => [priceKey(price.provider, price.model), price]));
  return (model, provider) => {
    if (ROUTE.test(model)) return undefined;
    const names = [priceKey(provider, model), priceKey(undefined, model)];
    const told = names.map((name) => ownByKey.get(name)).find((price) => price !== undefined);
    return told ?? listPrice(model, provider);
  };
}

/**
 * What a call costs, as MLflow's `cost_per_token` works it out: tokens read from and written to the cache are part of
 * the input and have prices of their own. Undefined where nothing was used.
 */
export function costOf(price: ModelPrice, usage: TokenUsage): ModelCost | undefined {
  const input = usage.input_tokens ?? 0;
  const output = usage.output_tokens ?? 0;
  if (input === 0 && output === 0) return undefined;
  const read = usage.cache_read_input_tokens ?? 0;
  const written = usage.cache_creation_input_tokens ?? 0;
  const { inputPerMillion, cacheReadPerMillion = inputPerMillion, cacheWritePerMillion = inputPerMillion } = price;
  const inputMillions =
    Math.max(input - read - written, 0) * inputPerMillion + read * cacheReadPerMillion + written * cacheWritePerMillion;
  return modelCost(inputMillions / 1e6, (output * price.outputPerMillion) / 1e6);
}

/** Checks prices that a user gives. */
export function checkPrices(prices: readonly ModelPrice[]): readonly ModelPrice[] {
  if (!Array.isArray(prices)) throw invalid('Prices must be an array');
  for (const price of prices as readonly ModelPrice[]) {
    const { model, inputPerMillion, outputPerMillion, cacheReadPerMillion = 0, cacheWritePerMillion = 0 } = price;
    const numbers = [inputPerMillion, outputPerMillion, cacheReadPerMillion, cacheWritePerMillion];
    if (typeof model !== 'string' || model === '') throw invalid(`A price names no model: ${JSON.stringify(price)}`);
    if (!numbers.every((number) => Number.isFinite(number) && number >= 0))
      throw invalid(`The price of ${model} needs inputPerMillion and outputPerMillion in USD, 0 or more`);
  }
  return prices;
}

// A model of a provider without a list may bear a known name and still cost something else, or nothing.
function listPrice(model: string, provider: string | undefined): ModelPrice | undefined {
  const name = fineTunedFrom(model);
  if (provider === undefined) return PRICES_BY_KEY.get(priceKey(undefined, name));
  const seller = provider.toLowerCase();
  return PRICES_BY_KEY.get(priceKey(SELLS_MODELS_OF[seller] ?? seller, name));
}

// OpenAI's name of a fine-tuned model: ft:BASE:ORGANISATION:NAME:ID.
function fineTunedFrom(model: string): string {
  return model.startsWith('ft:') ? model.split(':').slice(0, 2).join(':') : model;
}

function invalid(message: string): TracingError {
  return new TracingError('INVALID_PARAMETER_VALUE', `${message}.`);
}
