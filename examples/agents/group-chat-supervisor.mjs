// Three agents, and a model that selects who works next, as AutoGen's SelectorGroupChat: LangGraph's supervisor.
import * as mlflow from 'spanwright';
import { createReactAgent } from '@langchain/langgraph/prebuilt';
import { createSupervisor } from '@langchain/langgraph-supervisor';
import { ChatOpenAI } from '@langchain/openai';
import { chooseEndpoint } from './endpoint.mjs';
import { showLastTrace } from './show-last-trace.mjs';

mlflow.langchain.autolog();

const endpoint = await chooseEndpoint('group-chat-supervisor');
const { apiKey, ...configuration } = endpoint.options;
const llm = new ChatOpenAI({ model: endpoint.model, ...(apiKey && { apiKey, configuration }) });
const agent = (name, prompt) => createReactAgent({ llm, tools: [], name, prompt });

const chat = createSupervisor({
  llm,
  agents: [
    agent('planner', 'You split the task into two steps.'),
    agent('researcher', 'You know the facts. Name one.'),
    agent('writer', 'You write the answer from what was said.'),
  ],
  prompt: 'You select who works next: planner, researcher, writer. When the writer is done, give the answer.',
}).compile();

const { messages } = await chat.invoke({ messages: [{ role: 'user', content: 'Why do the tides come?' }] });
console.log(`${messages.at(-1).text}\n`);
await showLastTrace();
await endpoint.close();
