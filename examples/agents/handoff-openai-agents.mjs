// "I want to talk to agent B", with the OpenAI Agents SDK.
import * as mlflow from 'spanwright';
import { Agent, OpenAIChatCompletionsModel, run } from '@openai/agents';
import { OpenAI } from 'openai';
import { chooseEndpoint } from './endpoint.mjs';
import { showLastTrace } from './show-last-trace.mjs';

mlflow.agents.autolog();

const endpoint = await chooseEndpoint('handoff-openai-agents');
const model = new OpenAIChatCompletionsModel(new OpenAI(endpoint.options), endpoint.model);
const agentB = new Agent({ name: 'Agent B', instructions: 'Only speak in haikus.', model });
const agentA = new Agent({ name: 'Agent A', instructions: 'You are a helpful agent.', model, handoffs: [agentB] });

const result = await run(agentA, 'I want to talk to agent B.');
console.log(`${result.finalOutput}\n`);
await showLastTrace();
await endpoint.close();
