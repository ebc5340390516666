'use strict';
// Things that users do with ChatOpenAI, over recorded traffic; openai.autolog() is on too.

const errorOf = (promise) =>
  promise.then(
    () => 'no error',
    (error) => `${error.name}: ${error.message}`,
  );
const shown = ({ content, tool_calls: calls, usage_metadata: usage }) => ({ content, calls, usage });

exports.modelScenarios = {
  'a provider call': async (lib, { model }) => shown(await model('chat-plain', { temperature: 0.5 }).invoke('Why?')),
  'a provider stream': async (lib, { model }) => {
    const texts = [];
    for await (const { content } of await model('chat-stream-usage').stream('Why?')) texts.push(content);
    return texts;
  },
  'a provider error': (lib, { model }) => errorOf(model('chat-error-400').invoke('Why?')),
  'a provider call with tools': async (lib, { model }) => {
    const weather = lib.tool(() => 'sunny', {
      name: 'get_weather',
      description: 'The weather.',
      schema: lib.z.object({ city: lib.z.string() }),
    });
    return shown(await model('chat-parallel-tools').bindTools([weather]).invoke('Weather in Oslo?'));
  },
  'several provider calls at once': (lib, { model }) =>
    Promise.all(
      [0.1, 0.2, 0.3].map(async (temperature) => shown(await model('chat-plain', { temperature }).invoke('Why?'))),
    ),
  'the openai client inside a lambda': (lib, { client }) =>
    lib.RunnableLambda.from(async (content) => {
      const body = { model: 'chat-plain', messages: [{ role: 'user', content }] };
      const { choices } = await client.chat.completions.create(body);
      return choices[0].message.content;
    }).invoke('Why?'),
};
