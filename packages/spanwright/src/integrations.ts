import {
  aiSdk,
  autolog as autologAgents,
  googleAdk,
  mcp,
  mcpClient,
  openaiAgents,
  strands,
  tsSwarm,
} from '@spanwright/agents';
import type { AutologOptions, Integration } from '@spanwright/core/kit';
import { autolog as autologLangchain, langchain } from '@spanwright/langchain';
import { autolog as autologLlamaindex, llamaindex } from '@spanwright/llamaindex';
import { autolog as autologOpenai, openai } from '@spanwright/openai';

/** The `autolog` of each package, by its name. */
export const autologs: Readonly<Record<string, (options?: AutologOptions) => void>> = {
  openai: autologOpenai,
  langchain: autologLangchain,
  llamaindex: autologLlamaindex,
  agents: autologAgents,
};

/** The integrations that each `autolog` turns on, in the order in which `doctor` lists them. */
export const integrations: Readonly<Record<string, readonly Integration[]>> = {
  openai: [openai],
  langchain: [langchain],
  llamaindex: [llamaindex],
  agents: [openaiAgents, aiSdk, googleAdk, mcp, mcpClient, strands, tsSwarm],
};
