'use strict';
// Things that users do with LangChain's runnables. Each returns what is compared between a traced and an untraced run.
const { letterEmbeddings, longestFirst, scriptedModel } = require('./models.cjs');

const chainOf = (lib, answer = 'Hello world') =>
  lib.ChatPromptTemplate.fromMessages([
    ['system', 'You are {role}'],
    ['human', '{question}'],
  ])
    .pipe(scriptedModel(lib, [new lib.AIMessage(answer)]))
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

const errorOf = (promise) =>
  promise.then(
    () => 'no error',
    (error) => `${error.name}: ${error.message}`,
  );

exports.chainScenarios = {
  'a chain': (lib) => chainOf(lib).invoke(input),
  'a chain as a stream': async (lib) => read(await chainOf(lib).stream(input)),
  'a stream that is left early': async (lib) => read(await chainOf(lib).stream(input), 1),
  'a model as a stream that is left early': async (lib) => {
    const chunks = await read(await scriptedModel(lib, [new lib.AIMessage('one two three')]).stream('Count'), 2);
    return chunks.map(({ content }) => content);
  },
  'a batch of three, two at a time': (lib) =>
    chainOf(lib).batch([input, input, { ...input, question: 'Bye?' }], {}, { maxConcurrency: 2 }),
  'thirty chains at once': (lib) =>
    Promise.all(
      Array.from({ length: 30 }, (_, number) => chainOf(lib, `${number}`).invoke({ ...input, question: `${number}` })),
    ),
  'events of a stream': async (lib) => {
    const events = await read(chainOf(lib).streamEvents(input, { version: 'v2' }));
    return events.map(({ event, name }) => `${event} ${name}`);
  },
  'a map that runs in parallel inside a sequence': (lib) =>
    lib.RunnableSequence.from([
      {
        question: lib.RunnableSequence.from([(given) => given.question, (text) => `${text}!`]),
        role: (given) => given.role,
      },
      chainOf(lib),
    ]).invoke(input),
  'own spans inside and around': (lib, { mlflow }) =>
    mlflow.withSpan('around', () =>
      lib.RunnableLambda.from(async (question) => {
        mlflow.startSpan('inside').end();
        return mlflow.withSpan('between', () => chainOf(lib).invoke({ ...input, question }));
      }).invoke('Why?'),
    ),
  'a lambda that is a generator': async (lib, { mlflow }) =>
    read(
      await lib.RunnableLambda.from(async function* teller(question) {
        yield 'Well, ';
        yield await mlflow.withSpan('thinking', () => chainOf(lib).invoke({ ...input, question }));
        yield await chainOf(lib).invoke({ ...input, question });
      }).stream('Why?'),
    ),
  'a lambda that throws': (lib) =>
    errorOf(
      chainOf(lib)
        .pipe(() => {
          throw new RangeError('too far');
        })
        .invoke(input),
    ),
  'fallbacks and retries': async (lib) => {
    let attempts = 0;
    const flaky = lib.RunnableLambda.from((text) => {
      attempts += 1;
      if (attempts < 2) throw new Error('try again');
      return text;
    }).withRetry({ stopAfterAttempt: 3 });
    const broken = lib.RunnableLambda.from(() => {
      throw new Error('broken');
    });
    return flaky.pipe(broken.withFallbacks([lib.RunnableLambda.from((text) => `${text}, instead`)])).invoke('this');
  },
  'structured output': (lib, { model }) => {
    const recipe = lib.z.object({ title: lib.z.string(), minutes: lib.z.number() });
    return model('chat-structured-output').withStructuredOutput(recipe, { name: 'recipe' }).invoke('A recipe');
  },
  'a history of messages': async (lib) => {
    const history = new lib.InMemoryChatMessageHistory();
    const prompt = lib.ChatPromptTemplate.fromMessages([
      new lib.MessagesPlaceholder('history'),
      ['human', '{question}'],
    ]);
    const chain = new lib.RunnableWithMessageHistory({
      runnable: prompt.pipe(scriptedModel(lib, [new lib.AIMessage('Hi, Ada'), new lib.AIMessage('Ada')])),
      getMessageHistory: () => history,
      inputMessagesKey: 'question',
      historyMessagesKey: 'history',
    });
    for (const question of ['I am Ada', 'Who am I?'])
      await chain.invoke({ question }, { configurable: { sessionId: 's' } });
    return (await history.getMessages()).map(({ content }) => content);
  },
  'a log of a stream': async (lib) => (await read(chainOf(lib).streamLog(input))).length > 0,
  'a branch': (lib) =>
    lib.RunnableBranch.from([[(text) => text.includes('?'), () => 'a question'], () => 'a statement']).invoke('Hm?'),
  'an aborted invoke': (lib) => {
    const controller = new AbortController();
    const slow = lib.RunnableLambda.from(() => {
      setTimeout(() => controller.abort(), 20);
      return new Promise(() => {});
    });
    return errorOf(slow.pipe((value) => value).invoke('x', { signal: controller.signal }));
  },
  'an aborted stream': async (lib) => {
    const controller = new AbortController();
    const stream = await chainOf(lib, 'one two three').stream(input, { signal: controller.signal });
    return errorOf(
      (async () => {
        for await (const _ of stream) controller.abort();
      })(),
    );
  },
  'a tool, called by a model': async (lib, { mlflow }) => {
    const add = new lib.DynamicStructuredTool({
      name: 'add',
      description: 'Adds.',
      schema: lib.z.object({ a: lib.z.number(), b: lib.z.number() }),
      func: async ({ a, b }) => {
        mlflow.startSpan('inside the tool').end();
        return String(a + b);
      },
    });
    const { content, tool_call_id: id } = await add.invoke({
      type: 'tool_call',
      id: 'call_1',
      name: 'add',
      args: { a: 1, b: 2 },
    });
    return { content, id };
  },
  'handlers of the program, in every place': async (lib) => {
    const seen = [];
    const handlerOf = (name) => lib.BaseCallbackHandler.fromMethods({ handleChainStart: () => void seen.push(name) });
    const [own, given, managed] = [handlerOf('own'), handlerOf('given'), handlerOf('managed')];
    const callbacks = [given];
    const manager = new lib.CallbackManager();
    manager.addHandler(managed);
    await chainOf(lib)
      .withConfig({ callbacks: [own] })
      .invoke(input, { callbacks });
    await chainOf(lib).invoke(input, { callbacks: manager });
    await chainOf(lib).batch([input], [{ callbacks }]);
    await read(await chainOf(lib).stream(input, { callbacks: [] }));
    return { seen, callbacks: callbacks.length, managed: manager.handlers.length };
  },
  'a handler that throws': async (lib) => {
    const handler = lib.BaseCallbackHandler.fromMethods({
      handleChainEnd: () => {
        throw new Error('from the handler');
      },
    });
    handler.raiseError = true;
    return errorOf(chainOf(lib).invoke(input, { callbacks: [handler] }));
  },
  'retrieval, reranking and a model over recorded traffic': async (lib, { model }) => {
    const store = await lib.MemoryVectorStore.fromTexts(
      ['Grass is green.', 'The sky is blue because air scatters blue light.', 'Snow is white.'],
      [{ at: 1 }, { at: 2 }, { at: 3 }],
      letterEmbeddings(lib),
    );
    const retriever = new lib.ContextualCompressionRetriever({
      baseCompressor: longestFirst(lib),
      baseRetriever: store.asRetriever(2),
    });
    const chain = lib.RunnableSequence.from([
      {
        context: retriever.pipe((documents) => documents.map(({ pageContent }) => pageContent).join('\n')),
        question: new lib.RunnablePassthrough(),
      },
      lib.PromptTemplate.fromTemplate('{context}\n\n{question}'),
      model('chat-plain'),
      new lib.StringOutputParser(),
    ]);
    return chain.invoke('Why is the sky blue?');
  },
};
