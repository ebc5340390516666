'use strict';
// What MLflow's own tests of LangChain and LangGraph do, by the number of the case. Each gives what the test needs
// besides the traces.
const { letterEmbeddings, scriptedModel } = require('./models.cjs');

const usage = { input_tokens: 9, output_tokens: 12, total_tokens: 21 };
const counted = (lib, content, more = {}) => new lib.AIMessage({ content, usage_metadata: usage, ...more });

const chainOf = (lib, model = scriptedModel(lib, [counted(lib, 'Hello world')])) =>
  lib.ChatPromptTemplate.fromMessages([
    ['system', 'You are {role}'],
    ['human', '{question}'],
  ])
    .pipe(model)
    .pipe(new lib.StringOutputParser());
const input = { role: 'a bot', question: 'Hi?' };

async function read(stream, most = Infinity) {
  const chunks = [];
  for await (const chunk of stream) {
    chunks.push(chunk);
    if (chunks.length === most) break;
  }
  return chunks;
}

const calls = (lib, name, args) =>
  counted(lib, '', { tool_calls: [{ id: `call_${name}`, name, args, type: 'tool_call' }] });

const weather = (lib, mlflow) =>
  lib.tool(async ({ city }) => mlflow.withSpan('get_weather_inner', async () => `It is sunny in ${city}`), {
    name: 'get_weather',
    description: 'Current weather of a city',
    schema: lib.z.object({ city: lib.z.string() }),
  });

const reactAgent = (lib, mlflow) =>
  lib.createReactAgent({
    llm: scriptedModel(lib, [calls(lib, 'get_weather', { city: 'sf' }), counted(lib, 'Sunny')]),
    tools: [weather(lib, mlflow)],
  });

/** A graph whose nodes are written by hand: a model, its tool, and the model again, three times in all. */
function ownGraph(lib, mlflow) {
  const llm = scriptedModel(lib, [
    calls(lib, 'get_weather', { city: 'sf' }),
    calls(lib, 'get_weather', { city: 'la' }),
    counted(lib, 'Sunny'),
  ]);
  return new lib.StateGraph(lib.MessagesAnnotation)
    .addNode('generate', async ({ messages }) => {
      mlflow.updateCurrentTrace({ tags: { node: 'generate' } });
      return { messages: [await llm.invoke(messages)] };
    })
    .addNode('tools', new lib.ToolNode([weather(lib, mlflow)]))
    .addEdge('__start__', 'generate')
    .addConditionalEdges('generate', ({ messages }) => (messages.at(-1).tool_calls?.length ? 'tools' : '__end__'))
    .addEdge('tools', 'generate')
    .compile();
}

const asked = (lib) => ({ messages: [new lib.HumanMessage('What is the weather in sf?')] });

exports.cases = {
  205: (lib) =>
    lib.RunnableLambda.from(function always_fail() {
      throw new Error('Error!');
    })
      .invoke('x')
      .catch(({ message }) => message),
  206: (lib, { model }) =>
    model('chat-plain', { temperature: 0.9 }).invoke([
      ['system', 'Be kind'],
      ['human', 'Hi'],
    ]),
  207: async (lib, { model, mlflow }) => {
    await model('chat-plain')
      .bindTools([weather(lib, mlflow)])
      .invoke('Hi');
    const tools = [{ name: 'search', description: 'Finds.', input_schema: { type: 'object' } }];
    await scriptedModel(lib, [counted(lib, 'Hi')])
      .bindTools(tools)
      .invoke('Hi');
  },
  208: async (lib) => {
    const extract_question = lib.RunnableLambda.from(({ messages }) => messages.at(-1)).withConfig({
      runName: 'extract_question',
    });
    const extract_history = lib.RunnableLambda.from(({ messages }) => messages.slice(0, -1)).withConfig({
      runName: 'extract_history',
    });
    const spaced = (step) => lib.RunnableSequence.from([lib.RunnableLambda.from((given) => given), step]);
    const chain = lib.RunnableSequence.from([
      lib.RunnableMap.from({ question: spaced(extract_question), chat_history: spaced(extract_history) }),
      lib.PromptTemplate.fromTemplate('{chat_history} {question}'),
      scriptedModel(lib, [counted(lib, 'Databricks')]),
      new lib.StringOutputParser(),
    ]);
    return await chain.invoke({ messages: ['Hi', 'Who owns MLflow?'] });
  },
  209: async (lib) => {
    const store = await lib.MemoryVectorStore.fromTexts(
      ['Lisbon', 'Bergen'],
      [{ id: 1 }, { id: 2 }],
      letterEmbeddings(lib),
    );
    await store.asRetriever(1).invoke('Bergen');
  },
  210: async (lib, { mlflow }) => {
    const seen = [];
    const handler = () =>
      lib.BaseCallbackHandler.fromMethods({
        handleChainStart: (_chain, _inputs, _id, parent) => parent ?? seen.push(1),
      });
    const configs = {
      absent: () => undefined,
      empty: () => ({ callbacks: [] }),
      handlers: () => ({ callbacks: [handler()] }),
      manager: () => ({
        callbacks: new lib.CallbackManager(undefined, { handlers: [handler()], inheritableHandlers: [] }),
      }),
    };
    const ways = {
      invoke: (config) => chainOf(lib).invoke(input, config),
      batch: (config) => chainOf(lib).batch([input, input], config),
      'batch of configs': (config) => chainOf(lib).batch([input, input], config && [config, config]),
      stream: async (config) => read(await chainOf(lib).stream(input, config)),
    };
    const report = {};
    for (const [way, run] of Object.entries(ways))
      for (const [kind, make] of Object.entries(configs)) {
        const config = make();
        const handlers = () => config?.callbacks?.length ?? config?.callbacks?.handlers?.length;
        const before = handlers();
        seen.length = 0;
        await mlflow.startRun({ runName: `${way}, ${kind}` }, () => run(config));
        report[`${way}, ${kind}`] = { seen: seen.length, unchanged: handlers() === before };
      }
    return report;
  },
  211: async (lib) => {
    await chainOf(lib).invoke(input);
    await read(await chainOf(lib).stream(input));
  },
  212: async (lib) => {
    const one = (number) =>
      chainOf(lib, scriptedModel(lib, [counted(lib, `${number}`)], { temperature: (number % 4) / 4 }));
    await Promise.all(
      Array.from({ length: 30 }, (_, number) => one(number).invoke({ role: 'a bot', question: `${number}` })),
    );
  },
  213: (lib, { mlflow }) =>
    mlflow.startRun({ runName: 'batch' }, async ({ runId }) => {
      await chainOf(lib).batch([input, input, input]);
      return runId;
    }),
  214: async (lib, { model, openai, mlflow }) => {
    await chainOf(lib).invoke(input);
    await read(await chainOf(lib).stream(input));
    await chainOf(lib, model('chat-plain')).invoke(input);
    openai.autolog({ loader: false });
    await mlflow.flush();
    await chainOf(lib, model('chat-plain')).invoke(input);
    await mlflow.flush();
    openai.autolog({ disable: true });
  },
  215: async (lib, { langchain, mlflow }) => {
    const router = new lib.RouterRunnable({ runnables: { up: lib.RunnableLambda.from((text) => text.toUpperCase()) } });
    const routed = await router.invoke({ key: 'up', input: 'hi' });
    langchain.autolog({ logTraces: false });
    await router.invoke({ key: 'up', input: 'not traced' });
    await mlflow.flush();
    langchain.autolog({ loader: false });
    return routed;
  },
  219: (lib, { mlflow }) => {
    const inner = chainOf(lib);
    const foo = lib.RunnableLambda.from(async function foo(question) {
      return mlflow.withSpan('foo_inner', () => mlflow.withSpan('bar', async () => ({ ...input, question })));
    });
    const between = lib.RunnableLambda.from((given) => mlflow.withSpan('between', () => inner.invoke(given)));
    return mlflow.withSpan('parent', () => foo.pipe(between).invoke('Why?'));
  },
  220: async (lib, { model }) => {
    const recipe = lib.z.object({ title: lib.z.string(), minutes: lib.z.number() });
    await model('chat-structured-output').withStructuredOutput(recipe, { name: 'recipe' }).invoke('A recipe');
    const plain = { type: 'json_object' };
    await model('chat-plain').withConfig({ response_format: plain }).invoke('A recipe');
  },
  224: async (lib, { mlflow }) => {
    const { messages } = await reactAgent(lib, mlflow).invoke(asked(lib), { configurable: { thread_id: 'thread-1' } });
    return messages.length;
  },
  225: async (lib, { mlflow }) => {
    await mlflow.withSpan('parent', () => ownGraph(lib, mlflow).invoke(asked(lib)));
  },
  227: async (lib) => {
    const model = scriptedModel(lib, [counted(lib, 'one two three')]);
    await read(await chainOf(lib, model).stream(input), 1);
  },
};
