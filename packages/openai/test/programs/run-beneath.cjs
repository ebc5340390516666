'use strict';
// Asks a model through a framework, beneath which the openai client is recorded, too. Prints what was recorded and sent.
// Arguments: the framework, and the module format to load everything in (`esm` or `cjs`).
const { createServer } = require('node:http');

const [framework, format] = process.argv.slice(2);
const load = (name) => (format === 'esm' ? import(name) : require(name));
const usage = { prompt_tokens: 9, completion_tokens: 2, total_tokens: 11 };
const message = { role: 'assistant', content: 'Yes' };
const completion = {
  id: 'c',
  object: 'chat.completion',
  created: 1,
  model: 'gpt-4o-mini',
  choices: [{ index: 0, message, finish_reason: 'stop' }],
  usage,
};

const ask = {
  async langchain(options) {
    const { ChatOpenAI } = await load('@langchain/openai');
    return (await new ChatOpenAI({ ...options, configuration: options }).invoke('Hm?')).content;
  },
  async llamaindex(options) {
    const { OpenAI } = await load('@llamaindex/openai');
    const { message: answer } = await new OpenAI(options).chat({ messages: [{ role: 'user', content: 'Hm?' }] });
    return answer.content;
  },
  async agents(options) {
    const { Agent, OpenAIChatCompletionsModel, run, setTracingDisabled } = await load('@openai/agents');
    const { OpenAI } = await load('openai');
    setTracingDisabled(false);
    const model = new OpenAIChatCompletionsModel(new OpenAI(options), options.model);
    return (await run(new Agent({ name: 'Guide', model }), 'Hm?')).finalOutput;
  },
};

async function main() {
  const traceparents = [];
  const server = createServer((request, response) => {
    if (request.method === 'POST') traceparents.push(request.headers.traceparent);
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(completion));
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { setTraceExporter } = await load('@spanwright/core/kit');
  const { flush } = await load('@spanwright/core');
  const traces = [];
  setTraceExporter({ export: async (batch) => void traces.push(...structuredClone(batch)), close: async () => {} });
  (await load(`@spanwright/${framework}`)).autolog();
  (await load('@spanwright/openai')).autolog({ propagateContext: true });
  const baseURL = `http://127.0.0.1:${server.address().port}/v1`;
  const answer = await ask[framework]({ apiKey: 'k', model: 'gpt-4o-mini', baseURL });
  await flush();
  server.close();
  const spans = traces.flatMap((trace) => trace.spans);
  const provider = spans.find(({ name }) => name === 'Completions');
  const parent = spans.find(({ spanId }) => spanId === provider?.parentSpanId);
  const ids = provider && `00-${provider.traceId.slice('tr-'.length)}-${provider.spanId}-01`;
  console.log(
    JSON.stringify({
      answer,
      traces: new Set(spans.map(({ traceId }) => traceId)).size,
      providerSpans: spans.filter(({ name }) => name === 'Completions').length,
      parentType: parent?.attributes['mlflow.spanType'],
      counted: traces.map(({ info }) => info.metadata['mlflow.trace.tokenUsage']).at(-1),
      traceparent: traceparents.length === 1 && traceparents[0] === ids,
    }),
  );
}

void main();
