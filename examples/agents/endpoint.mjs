import { fileURLToPath } from 'node:url';
import { startProviderServer } from '../../fixtures/provider-server.mjs';

/** Model and options of the client: the provider of the environment, or without a key a server that replays a recording. */
export async function chooseEndpoint(recording) {
  if (process.env.OPENAI_API_KEY) return { model: 'gpt-4o-mini', options: {}, close: async () => {} };
  const recordings = fileURLToPath(new URL('../../fixtures/agents', import.meta.url));
  const server = await startProviderServer({ recordings: [recordings], pacingMs: 5 });
  console.log(`OPENAI_API_KEY is not set: ${server.url} replays recorded answers instead.\n`);
  return { model: recording, options: { baseURL: server.url, apiKey: 'none' }, close: server.close };
}
