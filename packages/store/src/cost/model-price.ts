/** What a model costs: USD per million tokens. */
export interface ModelPrice {
  readonly model: string;
  /** The provider as `mlflow.llm.provider` has it. Missing: whoever offers a model of this name. */
  readonly provider?: string;
  readonly inputPerMillion: number;
  readonly outputPerMillion: number;
  /** Input that came from the provider's cache; default as other input. */
  readonly cacheReadPerMillion?: number;
  /** Input that was written to the provider's cache; default as other input. */
  readonly cacheWritePerMillion?: number;
}

/** What a price is found by. */
export function priceKey(provider: string | undefined, model: string): string {
  return `${provider?.toLowerCase() ?? ''}/${model.toLowerCase()}`;
}
