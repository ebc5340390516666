// Automatic tracing: one line, and every call of the library is logged to the active experiment.
import OpenAI from 'openai';
import * as mlflow from 'spanwright';
import { chooseEndpoint } from './endpoint.ts';

// Calling the autolog API enables trace logging
mlflow.openai.autolog();

const { experimentId } = await mlflow.setExperiment('OpenAI');

const endpoint = await chooseEndpoint();
const openaiClient = new OpenAI(endpoint.options);

const response = await openaiClient.chat.completions.create({
  model: 'gpt-4o',
  messages: [{ role: 'user', content: 'How can I improve my resting metabolic rate most effectively?' }],
  temperature: 0.99,
});
console.log(response.choices[0]?.message.content);

const { rows } = await mlflow.searchTraces({ experimentIds: [experimentId] });
console.log(rows.map(({ state, request }) => ({ state, request })));
await endpoint.close();
