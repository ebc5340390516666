// Four things that programs do with the openai client, each recorded as a trace by one line. With `--ui` it opens the
// viewer at the end.
import * as mlflow from 'spanwright';
import OpenAI from 'openai';
import { chooseEndpoint } from './endpoint.mjs';
import { printTraces } from './print-traces.mjs';
import { startViewer, tellOfViewer } from './viewer.mjs';
import { getWeather, weatherTool } from './weather.mjs';

mlflow.openai.autolog();

const endpoint = await chooseEndpoint();
const client = new OpenAI(endpoint.options);
const model = process.env.OPENAI_MODEL ?? 'gpt-4o-mini';
const embeddingModel = process.env.OPENAI_EMBEDDING_MODEL ?? 'text-embedding-3-small';
const guide = { role: 'system', content: 'You are a friendly travel guide. Keep it short.' };

async function chat() {
  const question = { role: 'user', content: 'Which city should I visit for a weekend in spring?' };
  const completion = await client.chat.completions.create({ model, messages: [guide, question] });
  console.log(completion.choices[0].message.content);
}

// A turn of several calls becomes one trace: the model asks for the tool, the tool runs, the model answers.
const travelAgent = mlflow.trace(
  async function travel_agent(question) {
    const messages = [guide, { role: 'user', content: question }];
    for (;;) {
      const completion = await client.chat.completions.create({ model, messages, tools: [weatherTool] });
      const [{ message }] = completion.choices;
      if (!message.tool_calls?.length) return message.content;
      messages.push(message);
      for (const call of message.tool_calls) {
        const { city } = JSON.parse(call.function.arguments);
        messages.push({ role: 'tool', tool_call_id: call.id, content: JSON.stringify(getWeather(city)) });
      }
    }
  },
  { spanType: mlflow.SpanType.AGENT },
);

async function toolTurn() {
  console.log(await travelAgent('Is it warmer in Lisbon or in Bergen today?'));
}

async function stream() {
  const question = { role: 'user', content: 'Describe a morning in Lisbon in two sentences.' };
  const chunks = await client.chat.completions.create({
    model,
    messages: [guide, question],
    stream: true,
    stream_options: { include_usage: true },
  });
  for await (const chunk of chunks) process.stdout.write(chunk.choices[0]?.delta.content ?? '');
  process.stdout.write('\n');
}

async function embeddings() {
  const input = ['a weekend in Lisbon', 'a weekend in Bergen', 'how to bake bread'];
  const { data } = await client.embeddings.create({ model: embeddingModel, input });
  console.log(`${data.length} texts embedded.`);
}

const traceIds = [];
try {
  for (const run of [chat, toolTurn, stream, embeddings]) {
    await run().finally(() => traceIds.push(mlflow.getLastActiveTraceId()));
    // Or else the first trace would be stored, and that be told, in the middle of the stream's text.
    await mlflow.flush();
  }
} finally {
  await printTraces(traceIds);
  await endpoint.close();
}

if (process.argv.includes('--ui')) startViewer();
else tellOfViewer();
