import { describe, expect, it } from '@jest/globals';
import { clearActiveModel, setActiveModel, SpanType, startRun } from '@spanwright/core';
import { applyIntegration } from '@spanwright/core/kit';
import * as library from 'openai';
import type { OpenAI } from 'openai';
import { openai } from '../../src/openai.ts';
import { readAll, streaming, tracedClient } from './traced-client.ts';

/** Cases 190 to 201 of MLflow's own tests: see docs/mlflow-conformance.md. */

const { client, span, traces } = tracedClient();
const USAGE = 'mlflow.chat.tokenUsage';
const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: 'Hi' }];

describe('case 190: legacy completions', () => {
  it('are of type LLM, and a stream has its texts put together', async () => {
    const body = { model: 'completions-stream', prompt: 'Once upon a', stream: true } as const;
    const chunks = await readAll(await client().completions.create(body));
    const text = chunks.map(({ choices: [choice] }) => (choice?.index === 0 ? choice.text : '')).join('');
    expect(await span()).toMatchObject({ spanType: SpanType.LLM, outputs: { choices: [{ index: 0, text }, {}] } });
  });
});

describe('case 191: embeddings', () => {
  it('are of type EMBEDDING, with count and dimensions in place of the vectors', async () => {
    const body = { model: 'embeddings-float', input: 'A quiet harbour.', encoding_format: 'float' } as const;
    const { data } = await client().embeddings.create(body);
    expect(data[0]?.embedding).toHaveLength(8);
    const { spanType, inputs, outputs } = await span();
    expect({ spanType, inputs }).toEqual({ spanType: SpanType.EMBEDDING, inputs: body });
    expect(outputs).toMatchObject({ count: 1, dimensions: 8 });
  });
});

describe('case 192: images', () => {
  it('are of type TOOL, with the prompt in the inputs', async () => {
    await client().images.generate({ model: 'images-generate', prompt: 'A lighthouse at dusk' });
    expect(await span()).toMatchObject({ spanType: SpanType.TOOL, inputs: { prompt: 'A lighthouse at dusk' } });
  });
});

describe('case 193: parse() with structured output', () => {
  it('gives the program the parsed object, and the span has the text', async () => {
    const schema = { type: 'object', properties: { title: { type: 'string' } } } as const;
    const response_format = { type: 'json_schema', json_schema: { name: 'recipe', schema } } as const;
    const { choices } = await client().chat.completions.parse({
      model: 'chat-structured-output',
      messages,
      response_format,
    });
    const { content } = choices[0]?.message ?? {};
    expect((await span()).outputs).toMatchObject({ choices: [{ message: { content } }] });
    expect(typeof content).toBe('string');
  });
});

describe('case 194: the raw response', () => {
  it('reaches the program, and the span has answer, tokens and tools', async () => {
    const tools = [{ type: 'function', function: { name: 'now' } }] as const;
    const call = client().chat.completions.create({ model: 'chat-plain', messages, tools: [...tools] });
    const { response, data } = await call.withResponse();
    expect(response.status).toBe(200);
    const { outputs, attributes } = await span();
    expect(outputs).toMatchObject({ id: data.id });
    expect(attributes).toMatchObject({ 'mlflow.chat.tools': tools, [USAGE]: { total_tokens: 50 } });
  });

  it('of a stream does, too', async () => {
    const body = { model: 'chat-stream-usage', messages, stream: true } as const;
    const { data } = await client().chat.completions.create(body).withResponse();
    await readAll(data);
    expect((await span()).attributes[USAGE]).toMatchObject({ total_tokens: 33 });
  });
});

describe('case 195: calls inside a run', () => {
  it('belong to it, also when tracing is switched on again', async () => {
    const call = (): Promise<unknown> => client().chat.completions.create({ model: 'chat-plain', messages });
    const runId = await startRun({}, async (run) => {
      await call();
      await call();
      return run.runId;
    });
    const found = await traces();
    expect(found.map(({ info }) => info.metadata['mlflow.sourceRun'])).toEqual([runId, runId]);
  });
});

describe('case 197: responses', () => {
  const cats = [{ role: 'user', content: 'Why do cats purr?' }] as const;

  it.each(['Why do cats purr?', [...cats]])('of %j have it as inputs, with tokens', async (input) => {
    await client().responses.create({ model: 'responses-plain', input });
    const { spanType, inputs, outputs, attributes } = await span();
    expect({ spanType, inputs }).toMatchObject({ spanType: SpanType.CHAT_MODEL, inputs: { input } });
    expect(outputs).toMatchObject({ object: 'response', output: [{ type: 'message' }] });
    expect(attributes[USAGE]).toMatchObject({ total_tokens: 40, cache_read_input_tokens: 0 });
  });

  it('have function tools in the nested form, and those of the provider by name', async () => {
    const parameters = { type: 'object', properties: {} };
    const tools = [
      { type: 'function', name: 'now', description: 'The time', parameters, strict: true },
      { type: 'web_search' },
    ] as const;
    await client().responses.create({ model: 'responses-plain', input: 'Hi', tools: [...tools] });
    expect((await span()).attributes['mlflow.chat.tools']).toMatchObject([
      { type: 'function', function: { name: 'now', description: 'The time', parameters } },
      { type: 'function', function: { name: 'web_search' } },
    ]);
  });
});

describe('case 198: responses in a stream', () => {
  it('have the output of the last event', async () => {
    const body = { model: 'responses-stream', input: 'One line.', stream: true } as const;
    const last = (await readAll(await client().responses.create(body))).at(-1);
    const { output } = (last as OpenAI.Responses.ResponseCompletedEvent).response;
    expect((await span()).outputs).toMatchObject({ output: JSON.parse(JSON.stringify(output)) });
  });

  it('have it from what came before, where the last event is missing', async () => {
    const item = { type: 'message', id: 'm', role: 'assistant', content: [{ type: 'output_text', text: 'Hi' }] };
    const sent = [
      { type: 'response.created', sequence_number: 0, response: { id: 'r', object: 'response', output: [] } },
      { type: 'response.output_item.done', sequence_number: 1, output_index: 0, item },
    ];
    const { responses } = client({}, { fetch: streaming(sent) });
    await readAll(await responses.create({ model: 'm', input: 'Hi', stream: true }));
    expect((await span()).outputs).toMatchObject({ output: [item] });
  });
});

describe('case 200: a resource of a class that the program derives', () => {
  it('has the type of the class that it comes from', async () => {
    class MyCompletions extends library.OpenAI.Chat.Completions {}
    await new MyCompletions(client()).create({ model: 'chat-plain', messages });
    expect(await span()).toMatchObject({ spanType: SpanType.CHAT_MODEL });
  });

  it('is not recorded where it comes from none', async () => {
    class Unrelated {
      create(): string {
        return 'created';
      }
    }
    applyIntegration(openai, library)();
    expect(new Unrelated().create()).toBe('created');
    expect(await traces()).toEqual([]);
  });
});

describe('case 201: the active model', () => {
  it('is that of the traces', async () => {
    setActiveModel({ modelId: 'm-1234' });
    try {
      await client().chat.completions.create({ model: 'chat-plain', messages });
    } finally {
      clearActiveModel();
    }
    const [trace] = await traces();
    expect(trace?.info.metadata['mlflow.modelId']).toBe('m-1234');
  });
});
