import { describe, expect, it } from '@jest/globals';
import shimmer from 'shimmer';
import { applyIntegration } from '../src/integration/apply.ts';
import type { Integration } from '../src/integration/define.ts';
import { satisfies } from '../src/integration/version-range.ts';
import { createTraced } from '../src/integration/traced.ts';
import { collect } from './collecting-exporter.ts';

const integration: Integration = {
  name: 'lib',
  module: 'lib',
  versions: '>=1 <2',
  attach: {},
  patches: {
    'Client.Chat#create': { spanType: 'LLM', name: 'Chat', inputs: ([body]) => body },
    'Client.Missing#create': { spanType: 'LLM', name: 'Missing', inputs: ([body]) => body },
  },
};

function library() {
  class Chat {
    create(question: string, again = 1): string {
      if (question === 'fail') throw new RangeError('refused');
      return `${question}!`.repeat(again);
    }
  }
  class Client {
    static Chat = Chat;
    chat = new Chat();
  }
  return { Client };
}

const create = (lib: ReturnType<typeof library>) => lib.Client.Chat.prototype.create;

describe('patching', () => {
  it('traces clients that were made before, and restores the very same function', async () => {
    const lib = library();
    const client = new lib.Client();
    const original = create(lib);
    const undo = applyIntegration(integration, lib);
    const traces = await collect(() => expect(client.chat.create('hi')).toBe('hi!'));
    expect(traces.map((trace) => [trace.data.request, trace.data.response])).toEqual([['hi', 'hi!']]);
    undo();
    expect(create(lib)).toBe(original);
    expect(await collect(() => client.chat.create('hi'))).toEqual([]);
  });

  it('keeps name, arity, enumerability and extra properties of the function', () => {
    const lib = library();
    Object.assign(create(lib), { extra: 1 });
    const before = Object.getOwnPropertyDescriptor(lib.Client.Chat.prototype, 'create')!;
    const undo = applyIntegration(integration, lib);
    const after = Object.getOwnPropertyDescriptor(lib.Client.Chat.prototype, 'create')!;
    expect([after.value.name, after.value.length, after.value.extra]).toEqual(['create', 1, 1]);
    expect({ ...after, value: 0 }).toEqual({ ...before, value: 0 });
    undo();
  });

  it('done twice records once', async () => {
    const lib = library();
    const undo = applyIntegration(integration, lib);
    const undoAgain = applyIntegration(integration, lib);
    const traces = await collect(() => new lib.Client().chat.create('hi'));
    expect(traces).toHaveLength(1);
    undoAgain();
    undo();
  });

  it('stays out of the way of a tracer that wrapped over it', async () => {
    const lib = library();
    const undo = applyIntegration(integration, lib);
    let seen = 0;
    shimmer.wrap(
      lib.Client.Chat.prototype,
      'create',
      (inner) =>
        function (this: unknown, ...args) {
          seen += 1;
          return Reflect.apply(inner, this, args);
        },
    );
    const theirs = create(lib);
    undo();
    expect(create(lib)).toBe(theirs);
    const traces = await collect(() => expect(new lib.Client().chat.create('hi')).toBe('hi!'));
    expect([seen, traces.length]).toEqual([1, 0]);
  });

  it('passes on what the method throws at once', async () => {
    const lib = library();
    const undo = applyIntegration(integration, lib);
    const [trace] = await collect(() => expect(() => new lib.Client().chat.create('fail')).toThrow(RangeError));
    expect(trace!.info.state).toBe('ERROR');
    undo();
  });

  it('calls the method exactly once when a reader of ours throws', async () => {
    const lib = library();
    const broken: Integration = {
      ...integration,
      patches: {
        'Client.Chat#create': {
          spanType: 'LLM',
          name: 'Chat',
          inputs: () => {
            throw new Error('inputs broke');
          },
          outputs: () => {
            throw new Error('outputs broke');
          },
          usage: () => {
            throw new Error('usage broke');
          },
          attributes: () => {
            throw new Error('attributes broke');
          },
        },
      },
    };
    const undo = applyIntegration(broken, lib);
    const traces = await collect(() => expect(new lib.Client().chat.create('hi', 2)).toBe('hi!hi!'));
    expect(traces.map((trace) => trace.data.spans[0]!.status.code)).toEqual(['OK']);
    undo();
  });
});

describe('traced()', () => {
  it('records one client alone', async () => {
    const lib = library();
    const original = create(lib);
    const [one, other] = [new lib.Client(), new lib.Client()];
    expect(createTraced(integration)(one)).toBe(one);
    const traces = await collect(() => [one.chat.create('a'), other.chat.create('b')]);
    expect(traces.map((trace) => trace.data.request)).toEqual(['a']);
    expect(create(lib)).toBe(original);
  });

  it('records every client of a module', async () => {
    const lib = library();
    createTraced(integration)(lib);
    expect(await collect(() => new lib.Client().chat.create('a'))).toHaveLength(1);
  });
});

describe('a version range', () => {
  it.each([
    ['4.86.9', '>=4.87 <8', false],
    ['4.87.0', '>=4.87 <8', true],
    ['7.55.0', '>=4.87 <8', true],
    ['8.0.0-beta.1', '>=4.87 <8', false],
    ['4.104.0', '>= 4.87 < 8', true],
    ['1.2.3', '1.2.3', true],
    [undefined, '>=4.87 <8', true],
  ])('%s in %s: %s', (version, range, expected) => {
    expect(satisfies(version, range)).toBe(expected);
  });
});
