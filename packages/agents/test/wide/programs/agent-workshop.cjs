'use strict';
// What scenarios of the OpenAI Agents SDK share.
const { scriptedFetch } = require('./scripted-provider.cjs');

const errorOf = (promise) =>
  promise.then(
    () => 'no error',
    (error) => `${error.name}: ${error.message}`,
  );

/** What the scenarios use: the SDK, agents whose model follows a script, and a tool that fails in one city. */
function workshop({ sdk, openai, zod, mlflow }) {
  const clientOf = (steps) =>
    new openai.OpenAI({ apiKey: 'k', baseURL: 'http://provider.test/v1', maxRetries: 0, fetch: scriptedFetch(steps) });
  const agent = (name, steps, more) =>
    new sdk.Agent({
      name,
      instructions: `You are ${name}.`,
      model: new sdk.OpenAIResponsesModel(clientOf(steps), 'gpt-4o-mini'),
      ...more,
    });
  const chatAgent = (name, steps, more) =>
    new sdk.Agent({ name, model: new sdk.OpenAIChatCompletionsModel(clientOf(steps), 'gpt-4o-mini'), ...more });
  const weather = sdk.tool({
    name: 'get_weather',
    description: 'The weather in a city',
    parameters: zod.z.object({ city: zod.z.string() }),
    execute: async ({ city }) => {
      if (city === 'Atlantis') throw new TypeError('no such city');
      return mlflow.withSpan({ name: 'look up', spanType: 'RETRIEVER' }, async () => `sunny in ${city}`);
    },
  });
  return { sdk, agent, chatAgent, weather, clientOf };
}

const ask = (city) => ({ call: ['get_weather', { city }] });

module.exports = { ask, errorOf, workshop };
