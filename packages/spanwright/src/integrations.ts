import { autolog as autologAgents, openaiAgents } from '@spanwright/agents';
import type { AutologOptions, Integration } from '@spanwright/core/kit';
import { autolog as autologLangchain, langchain } from '@spanwright/langchain';
import { autolog as autologLlamaindex, llamaindex } from '@spanwright/llamaindex';
import { autolog as autologOpenai, openai } from '@spanwright/openai';

/** Every integration, in the order in which `doctor` lists them. */
export const integrations: readonly Integration[] = [openai, langchain, llamaindex, openaiAgents];

/** The `autolog` of each integration, by its name. */
export const autologs: Readonly<Record<string, (options?: AutologOptions) => void>> = {
  openai: autologOpenai,
  langchain: autologLangchain,
  llamaindex: autologLlamaindex,
  agents: autologAgents,
};
