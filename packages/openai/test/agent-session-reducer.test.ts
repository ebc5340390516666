import { describe, expect, it } from '@jest/globals';
import { AgentSessionReducer } from '../src/agent-session-reducer.ts';
import { usageOf } from '../src/usage.ts';

const PREFIX = 'agent.session';
const session = { id: 'asess_1', object: 'agent.session', status: 'in_progress', usage: null };
const usage = { input_tokens: 12, output_tokens: 5, total_tokens: 17 };

describe('a session in which the provider runs an agent', () => {
  it('is folded into the session, its last turn, and what the agent said', () => {
    const reducer = new AgentSessionReducer();
    const item = { type: 'message', content: [{ type: 'output_text', text: 'Done.' }] };
    for (const event of [
      { type: `${PREFIX}.created`, session },
      { type: `${PREFIX}.turn.created`, turn: { id: 'turn_1', status: 'in_progress' } },
      { type: `${PREFIX}.turn.item.added`, item: { type: 'message', content: [] } },
      { type: `${PREFIX}.turn.output_text.delta`, delta: 'Done.' },
      { type: `${PREFIX}.turn.item.done`, item },
      { type: `${PREFIX}.turn.completed`, turn: { id: 'turn_1', status: 'completed' }, usage },
      { type: `${PREFIX}.idle`, session: { ...session, status: 'idle' } },
    ])
      reducer.add(event);
    const result = reducer.result();
    expect(result).toEqual({
      ...session,
      status: 'idle',
      turn: { id: 'turn_1', status: 'completed' },
      usage,
      output: [item],
    });
    expect(usageOf(result)).toEqual(usage);
  });

  it('takes events that are not as documented, and is nothing where none came', () => {
    const reducer = new AgentSessionReducer();
    for (const event of [undefined, 7, {}, { type: PREFIX, session: 1, turn: null }]) reducer.add(event);
    expect(reducer.result()).toBeUndefined();
  });
});
