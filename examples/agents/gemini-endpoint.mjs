import { fileURLToPath } from 'node:url';
import { startProviderServer } from '../../fixtures/provider-server.mjs';

/** Options of the model: Gemini, or without a key a server that replays a recording. */
export async function chooseGemini(recording) {
  const model = 'gemini-2.5-flash';
  if (process.env.GEMINI_API_KEY) return { options: { model }, close: async () => {} };
  const recordings = fileURLToPath(new URL('../../fixtures/agents', import.meta.url));
  const server = await startProviderServer({ recordings: [recordings], scenario: recording, pacingMs: 5 });
  console.log(`GEMINI_API_KEY is not set: ${server.url} replays recorded answers instead.\n`);
  process.env.GOOGLE_GEMINI_BASE_URL = new URL(server.url).origin;
  return { options: { model, apiKey: 'none' }, close: server.close };
}
