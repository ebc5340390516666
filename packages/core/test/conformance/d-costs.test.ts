import { describe, expect } from '@jest/globals';
import { withSpan } from '../../src/index.ts';
import { type Case, conforms } from './support/conforms.ts';

const call = (of: Case, model: string, provider?: string, usage: object = {}) =>
  withSpan('call', (span) => {
    span.setAttributes({
      'mlflow.chat.tokenUsage': { input_tokens: 1000, output_tokens: 100, total_tokens: 1100, ...usage },
      'mlflow.llm.model': model,
      ...(provider !== undefined && { 'mlflow.llm.provider': provider }),
    });
    return of.give(() => 1);
  });

/** The cost of the case's only trace, in US dollars. */
async function total(of: Case): Promise<number | undefined> {
  const cost = (await of.trace()).info.metadata['mlflow.trace.cost'];
  return cost === undefined ? undefined : (JSON.parse(cost) as { total_cost: number }).total_cost;
}

describe('what model calls cost', () => {
  conforms(86, 'is added up over a trace, once for each call, whatever case the provider is written in', async (of) => {
    await withSpan('root', async () => {
      await withSpan('framework', async (outer) => {
        outer.setAttributes({
          'mlflow.chat.tokenUsage': { input_tokens: 1000, output_tokens: 100, total_tokens: 1100 },
          'mlflow.llm.model': 'gpt-4o',
        });
        await call(of, 'gpt-4o', 'OpenAI');
      });
      await call(of, 'gpt-4o', 'openai');
    });
    // 2.50 and 10 dollars a million tokens.
    expect(await total(of)).toBeCloseTo(2 * (0.0025 + 0.001), 10);
  });

  conforms(86, 'is less for tokens that came out of the cache', async (of) => {
    await call(of, 'gpt-4o', 'openai', { cache_read_input_tokens: 400 });
    expect(await total(of)).toBeCloseTo(600 * 2.5e-6 + 400 * 1.25e-6 + 100 * 1e-5, 10);
  });

  conforms(86, 'is not guessed for unknown models and routes of gateways', async (of) => {
    await withSpan('root', async () => {
      for (const model of ['gpt-4o-of-tomorrow', 'gateway:/gpt-4o', 'endpoints:/gpt-4o']) await call(of, model);
    });
    expect(await total(of)).toBeUndefined();
  });
});
