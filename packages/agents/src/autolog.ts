import { aiSdk } from './ai-sdk/ai-sdk.ts';
import { type AutologOptions, createAutolog, givenOptions, type Integration } from '@spanwright/core/kit';
import { googleAdk } from './google-adk/google-adk.ts';
import { mcp, mcpClient } from './mcp/mcp.ts';
import { openaiAgents, type OpenAIAgentsOptions } from './openai-agents/openai-agents.ts';
import { strands } from './strands/strands.ts';
import { tsSwarm } from './ts-swarm/ts-swarm.ts';

/** Names of the agent frameworks that `agents.autolog()` records. */
export type AgentFramework = 'openai-agents' | 'ai' | 'google-adk' | 'mcp' | 'strands' | 'ts-swarm';

const frameworks: Readonly<Record<AgentFramework, (options: AutologOptions) => void>> = {
  'openai-agents': createAutolog(openaiAgents),
  ai: createAutolog(aiSdk),
  'google-adk': unloaded(googleAdk),
  mcp: all(unloaded(mcp), unloaded(mcpClient)),
  strands: unloaded(strands),
  'ts-swarm': unloaded(tsSwarm),
};

/** Options of `agents.autolog()`. */
export interface AgentsAutologOptions extends AutologOptions, OpenAIAgentsOptions {
  /** Frameworks to record; default all of them. None is ever loaded. */
  readonly include?: readonly AgentFramework[];
}

/** Records the runs of agent frameworks from now on, whether they are loaded already or later. */
export function autolog(given: AgentsAutologOptions = {}): void {
  const { include, ...options } = givenOptions('agents.autolog()', given);
  for (const [name, record] of Object.entries(frameworks)) {
    if (!include || include.includes(name as AgentFramework)) record(options);
  }
}

/** Frameworks that leave no mark by which to know that the program has loaded them. */
function unloaded(framework: Integration): (options: AutologOptions) => void {
  const record = createAutolog(framework);
  return (options) => record({ ...options, load: false });
}

function all(...recordings: readonly ((options: AutologOptions) => void)[]): (options: AutologOptions) => void {
  return (options) => {
    for (const record of recordings) record(options);
  };
}
