/**
 * What `--import @spanwright/core/register` prepares for: the names under which supported libraries are imported, as
 * far as their integrations patch what these export. Nothing else is ever intercepted.
 */
export const SUPPORTED_MODULES: readonly string[] = [
  'openai',
  '@langchain/core/callbacks/manager',
  '@langchain/langgraph',
  'llamaindex',
  '@llamaindex/core/global',
  '@llamaindex/workflow',
  '@openai/agents',
  '@openai/agents-core',
];
