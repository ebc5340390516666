import { describe, expect, it } from '@jest/globals';
import { callInProgress } from '../src/call/call-in-progress.ts';
import { applyIntegration } from '../src/integration/apply.ts';
import type { Integration } from '../src/integration/define.ts';
import { createTraced } from '../src/integration/traced.ts';
import { collect } from './collecting-exporter.ts';

/** A library whose method sends through its client, which may be watched. */
function library() {
  class Client {
    static Chat = class Chat {
      readonly #client: Client;
      constructor(client: Client) {
        this.#client = client;
      }
      async create(question: string): Promise<string> {
        return this.#client.send(question);
      }
    };
    readonly chat = new Client.Chat(this);
    async send(text: string): Promise<string> {
      await Promise.resolve();
      return `${text}!`;
    }
  }
  return { Client };
}

const integration: Integration = {
  name: 'lib',
  module: 'lib',
  versions: '>=1',
  attach: {},
  patches: { 'Client.Chat#create': { spanType: 'LLM', name: 'Chat', inputs: ([body]) => body } },
  watched: {
    'Client#send': (send, self, args) => {
      callInProgress()?.span.addEvent('sent', { text: args[0] });
      return Reflect.apply(send, self, args);
    },
    'Client#missing': () => undefined,
  },
};

describe('watched methods', () => {
  it('see which recorded call they are part of, and make no span', async () => {
    const lib = library();
    const { send } = lib.Client.prototype;
    const undo = applyIntegration(integration, lib);
    const client = new lib.Client();
    const traces = await collect(async () => {
      expect(await Promise.all([client.chat.create('a'), client.chat.create('b')])).toEqual(['a!', 'b!']);
      expect(callInProgress()).toBeUndefined();
      expect(await client.send('alone')).toBe('alone!');
    });
    const events = traces.map((trace) => trace.data.spans.flatMap((span) => span.events.map((e) => e.attributes)));
    expect(events).toEqual([[{ text: 'a' }], [{ text: 'b' }]]);
    undo();
    expect(lib.Client.prototype.send).toBe(send);
  });

  it('of a client that is traced alone are watched, too', async () => {
    const lib = library();
    const client = createTraced(integration)(new lib.Client());
    const [trace] = await collect(() => client.chat.create('a'));
    expect(trace?.data.spans[0]?.events).toMatchObject([{ name: 'sent' }]);
    expect(await collect(() => new lib.Client().chat.create('b'))).toEqual([]);
  });
});
