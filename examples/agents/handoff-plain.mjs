// "I want to talk to agent B", as a loop written by hand: an agent is its instructions and its functions, and a function
// that returns an agent hands over to it.
import * as mlflow from 'spanwright';
import { OpenAI } from 'openai';
import { chooseEndpoint } from './endpoint.mjs';
import { showLastTrace } from './show-last-trace.mjs';

const { traceAgent, traceHandoff, traceTool } = mlflow.agents;
mlflow.openai.autolog();

const endpoint = await chooseEndpoint('handoff-plain');
const client = new OpenAI(endpoint.options);
const agentB = { name: 'Agent B', instructions: 'Only speak in haikus.', functions: {} };
const agentA = {
  name: 'Agent A',
  instructions: 'You are a helpful agent.',
  functions: { transfer_to_agent_b: traceTool('transfer_to_agent_b', () => agentB) },
};

/** One turn of an agent: its answer, and the agent that goes on, if any. */
async function turn(agent, messages) {
  const tools = Object.keys(agent.functions).map((name) => ({ type: 'function', function: { name } }));
  const { choices } = await client.chat.completions.create({
    model: endpoint.model,
    messages: [{ role: 'system', content: agent.instructions }, ...messages],
    ...(tools.length > 0 && { tools }),
  });
  const { message } = choices[0];
  const [call] = message.tool_calls ?? [];
  if (!call) return { answer: message.content, messages: [...messages, message] };
  const next = agent.functions[call.function.name]();
  traceHandoff({ from: agent.name, to: next.name, reason: 'the user asks for it' });
  const result = { role: 'tool', tool_call_id: call.id, content: JSON.stringify({ assistant: next.name }) };
  return { next, messages: [...messages, message, result] };
}

const run = mlflow.trace(
  async (agent, question) => {
    let state = { next: agent, messages: [{ role: 'user', content: question }] };
    while (state.next) {
      const { next: current, messages } = state;
      state = await traceAgent(current.name, (asked) => turn(current, asked))(messages);
    }
    return state.answer;
  },
  { name: 'run', spanType: mlflow.SpanType.CHAIN },
);

console.log(`${await run(agentA, 'I want to talk to agent B.')}\n`);
await showLastTrace();
await endpoint.close();
