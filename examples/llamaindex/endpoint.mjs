import { fileURLToPath } from 'node:url';
import { startProviderServer } from '../../fixtures/provider-server.mjs';

/** Options of the models: the provider of the environment, or without a key a server that replays recorded answers. */
export async function chooseEndpoint() {
  if (process.env.OPENAI_API_KEY) return { options: {}, close: async () => {} };
  const recordings = fileURLToPath(new URL('../../fixtures/llamaindex', import.meta.url));
  const server = await startProviderServer({ recordings: [recordings], pacingMs: 5 });
  console.log(`OPENAI_API_KEY is not set: ${server.url} replays recorded answers instead.\n`);
  return { options: { baseURL: server.url, apiKey: 'none' }, close: server.close };
}
