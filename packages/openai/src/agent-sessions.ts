import type { CallReader } from '@spanwright/core/kit';
import { SpanType } from '@spanwright/core/model';
import { AgentSessionReducer } from './agent-session-reducer.ts';
import { modelCall } from './model-call.ts';

/** How `beta.agents.sessions.create` is recorded (openai 7): an agent that the provider runs, with its first turn. */
export const agentSessions: CallReader = {
  ...modelCall,
  spanType: SpanType.AGENT,
  name: 'Sessions',
  reduce: () => new AgentSessionReducer(),
};
