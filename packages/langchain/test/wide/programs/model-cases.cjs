'use strict';
// Runnables that can be logged as models, with what they are asked: the second process asks the loaded ones the same.

/** By name: how each is made, and its input. */
exports.modelCases = (lib, model) => {
  const { ChatPromptTemplate, MessagesPlaceholder, StringOutputParser, z, tool } = lib;
  const prompt = ChatPromptTemplate.fromMessages([
    ['system', 'Answer in one sentence.'],
    ['human', '{question}'],
  ]);
  const recipe = z.object({ title: z.string(), minutes: z.number() });
  const weather = tool(() => 'rain', {
    name: 'get_weather',
    description: 'Current weather of a city',
    schema: z.object({ city: z.string() }),
  });
  const asked = { question: 'Why is the sky blue?' };
  const structured = model('chat-structured-output');
  const graph = () => {
    const { StateGraph, MessagesAnnotation, RunnableMap, RunnablePick } = lib;
    const answer = RunnableMap.from({ messages: new RunnablePick('messages').pipe(model('chat-plain')) });
    return new StateGraph(MessagesAnnotation)
      .addNode('answer', answer)
      .addEdge('__start__', 'answer')
      .addEdge('answer', '__end__')
      .compile({ name: 'answers' });
  };
  return {
    'prompt, model, parser': [prompt.pipe(model('chat-plain')).pipe(new StringOutputParser()), asked],
    'a prompt with history': [
      ChatPromptTemplate.fromMessages([new MessagesPlaceholder('history'), ['human', '{question}']]).pipe(
        model('chat-plain'),
      ),
      { ...asked, history: [{ role: 'user', content: 'Hi' }] },
    ],
    'a model with tools': [
      prompt.pipe(model('chat-tools').bindTools([weather])).pipe(new lib.JsonOutputToolsParser()),
      asked,
    ],
    'structured output by schema, tools at hand': [
      prompt
        .pipe(structured.bindTools([weather], { strict: true }).withStructuredOutput(recipe))
        .pipe(new lib.RunnablePick('title')),
      asked,
    ],
    'structured output by tool': [
      prompt.pipe(
        model('chat-tools').withStructuredOutput(z.object({ city: z.string() }), {
          method: 'functionCalling',
          name: 'get_weather',
        }),
      ),
      asked,
    ],
    'structured output with the raw message': [
      structured.withStructuredOutput(recipe, { includeRaw: true }),
      'A recipe',
    ],
    'structured output alone': [structured.withStructuredOutput(recipe), 'A recipe'],
    'fallbacks and retries': [
      prompt.pipe(
        model('chat-error-401')
          .withRetry({ stopAfterAttempt: 1 })
          .withFallbacks([model('chat-plain')]),
      ),
      asked,
    ],
    'a map inside a sequence': [
      lib.RunnableMap.from({ question: new lib.RunnablePick('question') }).pipe(
        lib.RunnablePassthrough.assign({ answer: prompt.pipe(model('chat-plain')).pipe(new StringOutputParser()) }),
      ),
      asked,
    ],
    'a model alone': [model('chat-plain'), [['human', 'Why is the sky blue?']]],
    'a graph of serialisable parts': [graph(), { messages: [['human', 'Why is the sky blue?']] }],
  };
};

/** Runnables that cannot be logged, with what they are asked and what is said of them. */
exports.otherCases = (lib, model) => {
  const { ChatPromptTemplate, RunnableLambda, RunnablePassthrough, MemoryVectorStore } = lib;
  const prompt = ChatPromptTemplate.fromTemplate('{context} {question}');
  const store = new MemoryVectorStore({
    embedQuery: async () => [1],
    embedDocuments: async (texts) => texts.map(() => [1]),
  });
  const rag = lib.RunnableMap.from({ context: store.asRetriever(), question: new RunnablePassthrough() });
  return {
    'a function': [RunnableLambda.from((text) => text.length), 'four', 'a RunnableLambda cannot be stored'],
    'a retriever': [
      rag.pipe(prompt).pipe(model('chat-plain')),
      'why?',
      'the retriever VectorStoreRetriever cannot be stored',
    ],
    'an agent': [
      lib.createReactAgent({ llm: model('chat-plain'), tools: [] }),
      { messages: [['human', 'Hi']] },
      'cannot be stored',
    ],
  };
};
