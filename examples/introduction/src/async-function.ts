// Async functions are traced until their promise settles; calls of libraries inside are their children.
import OpenAI from 'openai';
import * as mlflow from 'spanwright';
import { chooseEndpoint } from './endpoint.ts';

mlflow.openai.autolog();
const endpoint = await chooseEndpoint();
const client = new OpenAI(endpoint.options);

const asyncFunc = mlflow.trace(async function asyncFunc(message: string) {
  const completion = await client.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: message }],
  });
  return completion.choices[0]?.message.content;
});

console.log(await asyncFunc('What is MLflow Tracing?'));
const trace = await mlflow.getTrace(mlflow.getLastActiveTraceId() ?? '');
console.log(trace?.data.spans.map(({ name, spanType, status }) => `${name} (${spanType}, ${status.code})`));
await endpoint.close();
