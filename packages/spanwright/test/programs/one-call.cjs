// The same as a CommonJS program that ends by `process.exit()`.
const OpenAI = require('openai');
const { startProviderServer } = require('../../../../fixtures/plain/server/start.cjs');

async function main() {
  const server = await startProviderServer();
  const client = new OpenAI({ baseURL: server.url, apiKey: 'none' });
  await client.chat.completions.create({ model: 'chat-plain', messages: [{ role: 'user', content: 'Hi' }] });
  console.log(JSON.stringify({ isMain: require.main === module }));
  process.exit(7);
}

void main();
