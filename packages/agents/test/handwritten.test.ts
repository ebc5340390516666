import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { flush } from '@spanwright/core';
import { setTraceExporter } from '@spanwright/core/kit';
import { GroupChatAttributeKey, Trace, type TraceData } from '@spanwright/core/model';
import { spanTrees } from '@spanwright/fixtures';
import { traceAgent, traceGroupChat, traceHandoff, traceTool } from '../src/index.ts';

const collected: TraceData[] = [];
beforeAll(() => setTraceExporter({ export: async (traces) => void collected.push(...traces), close: async () => {} }));
beforeEach(() => void collected.splice(0));
afterAll(() => setTraceExporter({ export: async () => {}, close: async () => {} }));

async function traces(): Promise<readonly Trace[]> {
  await flush();
  return collected.map((data) => new Trace(data));
}

describe('agents written by hand', () => {
  it('become a trace of agents, tools and hand-offs', async () => {
    const lookUp = traceTool('look up', async (city: string) => `sunny in ${city}`);
    const expert = traceAgent('expert', async (city: string) => lookUp(city));
    const triage = traceAgent({ name: 'triage', attributes: { level: 1 } }, async (question: string) => {
      traceHandoff({ from: 'triage', to: 'expert', reason: 'weather', payload: { question } });
      return expert('Oslo');
    });
    expect(await triage('The weather?')).toBe('sunny in Oslo');
    const [trace] = await traces();
    expect(`\n${spanTrees(collected)}`).toMatchInlineSnapshot(`
      "
      trace OK
      triage  AGENT  OK
      │  inputs   {"question":"The weather?"}
      │  outputs  sunny in Oslo
      ├─ Handoff  HANDOFF  OK
      │     inputs   {"from_agent":"triage"}
      │     outputs  {"to_agent":"expert"}
      └─ expert  AGENT  OK
         │  inputs   {"city":"Oslo"}
         │  outputs  sunny in Oslo
         └─ look up  TOOL  OK
               inputs   {"city":"Oslo"}
               outputs  sunny in Oslo
      "
    `);
    expect(trace?.agents()).toEqual({
      agents: ['triage', 'expert'],
      handoffs: [{ from: 'triage', to: 'expert', reason: 'weather' }],
    });
  });

  it('throw what they throw, and the spans say so', async () => {
    const error = new RangeError('too far');
    const tool = traceTool('walk', () => {
      throw error;
    });
    expect(() => traceAgent('walker', () => tool())()).toThrow(error);
    const [trace] = await traces();
    expect(trace?.data.spans.map(({ status }) => status.code)).toEqual(['ERROR', 'ERROR']);
  });
});

describe('a group chat written by hand', () => {
  it('is one trace with a span per turn, the selections, and why it ended', async () => {
    const said: string[] = [];
    const order = ['writer', 'critic', 'writer'];
    const result = await traceGroupChat(
      { name: 'review', participants: ['writer', 'critic'], inputs: 'A haiku' },
      async (chat) => {
        for (let round = 0; round < order.length; round += 1) {
          const speaker = chat.selectSpeaker(() => order[round]!);
          said.push(await chat.turn(speaker, async () => `${speaker} speaks`, said.at(-1)));
        }
        chat.terminate('approved');
        return said.at(-1);
      },
    );
    expect(result).toBe('writer speaks');
    const [trace] = await traces();
    expect(`\n${spanTrees(collected)}`).toMatchInlineSnapshot(`
      "
      trace OK
      review  AGENT  OK
      │  inputs   A haiku
      │  outputs  writer speaks
      ├─ select speaker  CHAIN  OK
      │     outputs  writer
      ├─ writer  AGENT  OK
      │     outputs  writer speaks
      ├─ select speaker  CHAIN  OK
      │     outputs  critic
      ├─ critic  AGENT  OK
      │     inputs   writer speaks
      │     outputs  critic speaks
      ├─ select speaker  CHAIN  OK
      │     outputs  writer
      └─ writer  AGENT  OK
            inputs   critic speaks
            outputs  writer speaks
      "
    `);
    expect(trace?.data.spans[0]?.attributes[GroupChatAttributeKey.TERMINATION]).toBe('approved');
    expect(trace?.agents().agents).toEqual(['writer', 'critic']);
  });

  it('gives the functions of a group chat no arguments, as the program does', async () => {
    const given: unknown[] = [];
    await traceGroupChat('review', async (chat) => {
      chat.selectSpeaker((...args: readonly unknown[]) => void given.push(...args));
      await chat.turn('writer', async (...args: readonly unknown[]) => void given.push(...args));
    });
    expect(given).toEqual([]);
  });

  it.each([
    ['traceAgent() takes a name first', () => traceAgent({ name: '' }, () => 1)],
    ["traceTool('search', …) takes a function second, got number", () => traceTool('search', 3 as never)],
    ['traceGroupChat() takes a name first', () => traceGroupChat({} as never, () => 1)],
    ['traceHandoff() takes an object of options, got null.', () => traceHandoff(null as never)],
  ])('says what is missing: %s', (message, call) => {
    expect(call).toThrow(expect.objectContaining({ code: 'INVALID_PARAMETER_VALUE', message }));
  });
});
