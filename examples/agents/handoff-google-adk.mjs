// "I want to talk to agent B", with Google's Agent Development Kit.
import * as mlflow from 'spanwright';
import * as adk from '@google/adk';
import { chooseGemini } from './gemini-endpoint.mjs';
import { showLastTrace } from './show-last-trace.mjs';

// An ES module that is imported before is handed over, or started with `--import @spanwright/core/register`.
mlflow.agents.autolog({ modules: [adk] });
adk.setLogLevel(adk.LogLevel.WARN);

const endpoint = await chooseGemini('handoff-google-adk');
const model = new adk.Gemini(endpoint.options);
const agentB = new adk.LlmAgent({ name: 'AgentB', model, description: 'A poet', instruction: 'Only speak in haikus.' });
const agentA = new adk.LlmAgent({
  name: 'AgentA',
  model,
  instruction: 'You are a helpful agent.',
  subAgents: [agentB],
});

const runner = new adk.InMemoryRunner({ agent: agentA });
const newMessage = { role: 'user', parts: [{ text: 'I want to talk to agent B.' }] };
for await (const event of runner.runEphemeral({ userId: 'ada', newMessage })) {
  if (adk.isFinalResponse(event)) console.log(`${adk.stringifyContent(event)}\n`);
}
await showLastTrace();
await endpoint.close();
