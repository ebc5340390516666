import { fileURLToPath } from 'node:url';
import { startProviderServer } from '../../fixtures/provider-server.mjs';

const RECORDINGS = ['chat', 'tools', 'stream', 'embeddings'];

/** The provider of the environment, or without a key a local server that replays recorded answers. */
export async function chooseEndpoint() {
  if (process.env.OPENAI_API_KEY) return { options: {}, close: async () => {} };
  const server = await startProviderServer({ recordings: RECORDINGS.map(recordingPath), pacingMs: 5 });
  console.log(`OPENAI_API_KEY is not set: ${server.url} replays recorded answers instead.\n`);
  return { options: { baseURL: server.url, apiKey: 'none' }, close: server.close };
}

function recordingPath(name) {
  return fileURLToPath(new URL(`../../fixtures/openai/quickstart-${name}.json`, import.meta.url));
}
