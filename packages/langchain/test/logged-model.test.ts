import { describe, expect, it } from '@jest/globals';
import { Describer } from '../src/logged-model/describe.ts';
import { exampleInput, exampleOutput } from '../src/logged-model/examples.ts';
import { isLangchainModule } from '../src/logged-model/class-home.ts';
import { revive } from '../src/logged-model/revive.ts';
import { isSecretName, Secrets } from '../src/logged-model/secrets.ts';

/** A class as LangChain's are: fields by name, a namespace, a name. */
abstract class Serializable {
  readonly lc_serializable: boolean = true;
  readonly lc_kwargs: object;
  abstract readonly lc_namespace: readonly string[];
  constructor(fields: object = {}) {
    this.lc_kwargs = fields;
    Object.assign(this, fields);
  }
  get lc_id(): readonly string[] {
    return [...this.lc_namespace, this.constructor.name];
  }
}

class StringOutputParser extends Serializable {
  readonly lc_namespace = ['langchain_core', 'output_parsers', 'string'];
  static lc_name(): string {
    return 'StringOutputParser';
  }
}

class ChatOpenAI extends Serializable {
  readonly lc_namespace = ['langchain', 'chat_models', 'openai'];
  readonly lc_secrets = { apiKey: 'OPENAI_API_KEY' };
  defaultOptions = {};
  withConfig(options: object): this {
    this.defaultOptions = options;
    return this;
  }
}

const described = (value: unknown): unknown => new Describer().describe(value);

describe('a runnable', () => {
  it('is described by its class and its fields', () => {
    expect(described(new StringOutputParser({ a: 1, b: undefined, callbacks: [() => 1] }))).toEqual({
      $class: 'StringOutputParser',
      from: '@langchain/core/output_parsers',
      with: { a: 1 },
    });
  });

  it('has its fields as they are now, and the options that it was given later', () => {
    const model = new ChatOpenAI({ temperature: 0, cache: {} }).withConfig({ tools: [{ name: 'add' }] });
    Object.assign(model, { temperature: 1 });
    expect(described(model)).toMatchObject({ with: { temperature: 1 }, config: { tools: [{ name: 'add' }] } });
  });

  it('comes back as it was', async () => {
    const model = new ChatOpenAI({ apiKey: 'sk-1', temperature: 1, $odd: { $class: 'no' } }).withConfig({
      stop: ['.'],
    });
    const modules = [{ ChatOpenAI }];
    const revived = (await revive(new Describer().describe(model), {
      modules,
      secrets: { OPENAI_API_KEY: 'sk-2' },
    })) as ChatOpenAI;
    expect(revived).toBeInstanceOf(ChatOpenAI);
    expect(revived.lc_kwargs).toMatchObject({ apiKey: 'sk-2', temperature: 1 });
    expect(revived.defaultOptions).toEqual({ stop: ['.'] });
  });

  it.each([
    ['a function', () => 1, 'the function "anonymous" cannot be stored'],
    ['an object of the program', new (class Mine {})(), 'a Mine cannot be stored'],
    ['a class of the program', new (class MyParser extends StringOutputParser {})(), 'a MyParser cannot be stored'],
    [
      'what says so',
      Object.assign(new StringOutputParser(), { lc_serializable: false }),
      'a StringOutputParser cannot be stored',
    ],
    [
      'a retriever',
      Object.assign(new StringOutputParser(), { _getRelevantDocuments: () => [] }),
      'the retriever StringOutputParser cannot be stored',
    ],
    ['a field that is a function', new StringOutputParser({ format: () => 1 }), 'cannot be stored'],
    ['a number that JSON has not', Number.NaN, 'the value NaN cannot be stored'],
    ['a graph of something else', { lg_is_pregel: true }, 'a graph that is no StateGraph cannot be stored'],
  ])('is not described, but told what it is about: %s', (_, value, message) => {
    expect(() => described({ inside: [value] })).toThrow(message);
  });
});

describe('a secret', () => {
  const configuration = {
    baseURL: 'https://user:hidden-pass@example.com/v1?api-key=hidden-query',
    defaultHeaders: { Authorization: 'Basic hidden-header', 'X-Team': 'x' },
  };

  it('is named in place of its value, wherever it stands', () => {
    const describer = new Describer();
    const model = new ChatOpenAI({ apiKey: 'hidden-key', configuration, note: 'the key is hidden-key' });
    const safe = describer.secrets.removedFrom(describer.describe(model)!);
    expect(safe).toMatchObject({
      with: {
        apiKey: { $secret: 'OPENAI_API_KEY' },
        configuration: {
          baseURL: 'https://example.com/v1?api-key=<secret>',
          defaultHeaders: { Authorization: { $secret: 'Authorization' }, 'X-Team': 'x' },
        },
        note: 'the key is <secret>',
      },
    });
    expect(JSON.stringify(safe)).not.toContain('hidden');
  });

  it('that is missing when a model is loaded is left to the class', async () => {
    const model = await revive(new Describer().describe(new ChatOpenAI({ apiKey: 'sk-1' })), {
      modules: [{ ChatOpenAI }],
    });
    expect((model as ChatOpenAI).lc_kwargs).toEqual({});
  });

  it.each([
    'apiKey',
    'api_key',
    'x-api-key',
    'Authorization',
    'clientSecret',
    'password',
    'accessToken',
    'Cookie',
    'token',
  ])('is what a field of that name holds: %s', (name) => expect(isSecretName(name)).toBe(true));

  it.each(['model', 'maxTokens', 'max_tokens', 'tokenizer', 'keyName', 'keys', 'stop'])('is not: %s', (name) =>
    expect(isSecretName(name)).toBe(false),
  );

  it.each([
    ['sk-proj-abcdefghijklmnopqrstuvwx', '<secret>'],
    ['Bearer abc.def.ghi-jkl', 'Bearer <secret>'],
    ['ghp_abcdefghijklmnopqrstuvwxyz0123456789', '<secret>'],
    ['desk-top and a risk-averse one', 'desk-top and a risk-averse one'],
  ])('is known by its form: %s', (text, without) =>
    expect(new Secrets().removedFrom({ text })).toEqual({ text: without }),
  );
});

describe('an example', () => {
  const prompt = { $class: 'RunnableSequence', with: { first: { with: { inputVariables: ['question'] } } } };

  it('is what the program gave: LangChain wraps what is no object', () => {
    expect(exampleInput({ input: 'why?' }, prompt)).toBe('why?');
    expect(exampleInput({ question: 'why?' }, prompt)).toEqual({ question: 'why?' });
    expect(exampleInput({ input: 'why?' }, { with: { inputVariables: ['input'] } })).toEqual({ input: 'why?' });
    expect(exampleInput({ messages: [1] }, { $class: 'ChatOpenAI' })).toEqual([1]);
    expect(exampleInput({ messages: [1] }, { $graph: {} })).toEqual({ messages: [1] });
  });

  it('of an answer is its text', () => {
    expect(exampleOutput({ output: 'so' })).toBe('so');
    expect(exampleOutput({ choices: [{ message: { content: 'so' } }] })).toBe('so');
    expect(exampleOutput({ a: 1 })).toEqual({ a: 1 });
  });
});

describe('a description', () => {
  it.each(['@langchain/openai', '@langchain/core/output_parsers/openai_tools', 'langchain'])('may load %s', (name) =>
    expect(isLangchainModule(name)).toBe(true),
  );

  it.each(['node:fs', 'child_process', '@evil/langchain', 'langchain/../x', '@langchain', '/elsewhere/x'])(
    'loads nothing that is not of LangChain: %s',
    async (from) => {
      await expect(revive({ $class: 'X', from, with: {} }, {})).rejects.toMatchObject({
        code: 'INVALID_PARAMETER_VALUE',
      });
    },
  );

  it('says which class is not there', async () => {
    const missing = { $class: 'ChatNothing', from: '@langchain/openai', with: {} };
    await expect(revive(missing, { modules: [{}] })).rejects.toThrow(
      'The module "@langchain/openai" has no class "ChatNothing".',
    );
  });
});
