// One chat call against a replaying provider; imports the library statically, as most programs do.
import OpenAI from 'openai';
import { startProviderServer } from '../../../../fixtures/provider-server.mjs';

const server = await startProviderServer();
const client = new OpenAI({ baseURL: server.url, apiKey: 'none' });
const completion = await client.chat.completions.create({
  model: 'chat-plain',
  messages: [{ role: 'user', content: 'Hi' }],
});
await server.close();
console.log(JSON.stringify({ answered: completion.choices.length, args: process.argv.slice(2) }));
process.exitCode = Number(process.env.EXIT_CODE ?? 0);
