import { startProviderServer } from '../../fixtures/provider-server.mjs';

/** Options of the model, and its secrets once it is loaded: the provider of the environment, or without a key a server that replays recorded answers. */
export async function chooseEndpoint() {
  if (process.env.OPENAI_API_KEY) return { options: { model: 'gpt-4o-mini' }, secrets: {}, close: async () => {} };
  const server = await startProviderServer({ pacingMs: 5 });
  console.log(`OPENAI_API_KEY is not set: ${server.url} replays recorded answers instead.\n`);
  const options = { model: 'chat-plain', apiKey: 'none', configuration: { baseURL: server.url } };
  return { options, secrets: { OPENAI_API_KEY: 'none' }, close: server.close };
}
