// FAQ: How to group multiple traces within a single conversation session?
import OpenAI from 'openai';
import * as mlflow from 'spanwright';
import { chooseEndpoint } from './endpoint.ts';

await mlflow.setExperiment('Tracing Session ID Demo');
const endpoint = await chooseEndpoint();
const client = new OpenAI(endpoint.options);

type Message = OpenAI.ChatCompletionMessageParam;

const predict = mlflow.trace(
  async function predict(messages: readonly Message[], sessionId?: string) {
    // Set session ID tag on the current trace
    if (sessionId) mlflow.updateCurrentTrace({ tags: { session_id: sessionId } });
    const response = await client.chat.completions.create({ model: 'gpt-4o-mini', messages: [...messages] });
    return response.choices[0]?.message.content ?? '';
  },
  { spanType: mlflow.SpanType.CHAT_MODEL },
);

// Invoke the chat model multiple times with the same session ID
const sessionId = '123';
const messages: Message[] = [{ role: 'user', content: 'What is MLflow Tracing?' }];
const answer = await predict(messages, sessionId);

// Invoke again with the same session ID
messages.push({ role: 'assistant', content: answer }, { role: 'user', content: 'How to get started?' });
await predict(messages, sessionId);

// And once in another session
await predict([{ role: 'user', content: 'What is MLflow Tracing?' }], '456');

const traces = await mlflow.searchTraces({ filterString: "tag.session_id = '123'", orderBy: ['timestamp_ms ASC'] });
for (const { response, tags } of traces.rows) console.log(tags['session_id'], response);
await endpoint.close();
