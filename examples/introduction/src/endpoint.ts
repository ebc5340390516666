import { fileURLToPath } from 'node:url';
import { startProviderServer } from '../../../fixtures/provider-server.mjs';

/** The provider of the environment, or without a key a local server that replays recorded answers. */
export async function chooseEndpoint(): Promise<{ options: { baseURL?: string; apiKey?: string }; close(): unknown }> {
  if (process.env['OPENAI_API_KEY']) return { options: {}, close: () => {} };
  const recordings = [fileURLToPath(new URL('../recordings/questions.json', import.meta.url))];
  const server = await startProviderServer({ recordings });
  return { options: { baseURL: server.url, apiKey: 'none' }, close: () => server.close() };
}
