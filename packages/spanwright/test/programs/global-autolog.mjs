// Turns everything on, then imports the library, then takes it back. Prints how many traces each call made.
import * as mlflow from 'spanwright';
import { startProviderServer } from '../../../../fixtures/provider-server.mjs';

mlflow.autolog({ exclude: process.argv.slice(2) });
const { default: OpenAI } = await import('openai');
const server = await startProviderServer();
const client = new OpenAI({ baseURL: server.url, apiKey: 'none' });

async function isTraced() {
  const before = mlflow.getLastActiveTraceId();
  await client.chat.completions.create({ model: 'chat-plain', messages: [{ role: 'user', content: 'Hi' }] });
  return mlflow.getLastActiveTraceId() !== before;
}

const whileOn = await isTraced();
mlflow.autolog({ disable: true });
const afterwards = await isTraced();
await server.close();
console.log(JSON.stringify({ whileOn, afterwards }));
