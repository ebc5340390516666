// "I want to talk to agent B", with a swarm of LangGraph.
import * as mlflow from 'spanwright';
import { createReactAgent } from '@langchain/langgraph/prebuilt';
import { createHandoffTool, createSwarm } from '@langchain/langgraph-swarm';
import { ChatOpenAI } from '@langchain/openai';
import { chooseEndpoint } from './endpoint.mjs';
import { showLastTrace } from './show-last-trace.mjs';

mlflow.langchain.autolog();

const endpoint = await chooseEndpoint('handoff-langgraph-swarm');
const { apiKey, ...configuration } = endpoint.options;
const llm = new ChatOpenAI({ model: endpoint.model, ...(apiKey && { apiKey, configuration }) });
const toB = createHandoffTool({ agentName: 'Agent_B', description: 'Transfers to Agent B.' });
const agents = [
  createReactAgent({ llm, tools: [toB], name: 'Agent_A', prompt: 'You are a helpful agent.' }),
  createReactAgent({ llm, tools: [], name: 'Agent_B', prompt: 'Only speak in haikus.' }),
];
const swarm = createSwarm({ agents, defaultActiveAgent: 'Agent_A' }).compile();

const { messages } = await swarm.invoke({ messages: [{ role: 'user', content: 'I want to talk to agent B.' }] });
console.log(`${messages.at(-1).text}\n`);
await showLastTrace();
await endpoint.close();
