export { aiSdk } from './ai-sdk/ai-sdk.ts';
export { type AgentFramework, type AgentsAutologOptions, autolog } from './autolog.ts';
export { mcp } from './mcp/mcp.ts';
export { type NamedTraceOptions, traceAgent, traceTool } from './handwritten/trace-agent.ts';
export { type GroupChat, type GroupChatOptions, traceGroupChat } from './handwritten/trace-group-chat.ts';
export { type HandoffOptions, traceHandoff } from './handwritten/trace-handoff.ts';
export { openaiAgents } from './openai-agents/openai-agents.ts';
export { strands } from './strands/strands.ts';
export { tsSwarm } from './ts-swarm/ts-swarm.ts';
