// Two agents talk to each other until one of them is content, as in AutoGen: a cycle of LangGraph.
import * as mlflow from 'spanwright';
import { END, MessagesAnnotation, START, StateGraph } from '@langchain/langgraph';
import { ChatOpenAI } from '@langchain/openai';
import { chooseEndpoint } from './endpoint.mjs';
import { showLastTrace } from './show-last-trace.mjs';

mlflow.langchain.autolog();

const endpoint = await chooseEndpoint('two-agents-langgraph');
const { apiKey, ...configuration } = endpoint.options;
const llm = new ChatOpenAI({ model: endpoint.model, ...(apiKey && { apiKey, configuration }) });

const agent = (name, instructions) =>
  mlflow.agents.traceAgent(name, async (state) => {
    const answer = await llm.invoke([{ role: 'system', content: instructions }, ...state.messages]);
    return { messages: [{ role: 'user', content: answer.content, name }] };
  });
const isOver = ({ messages }) => messages.length > 7 || messages.at(-1).content.includes('APPROVE');

const chat = new StateGraph(MessagesAnnotation)
  .addNode('writer', agent('writer', 'You write one sentence about the task, and better it when you are criticised.'))
  .addNode('critic', agent('critic', 'You criticise the sentence in a few words. Answer APPROVE when it is good.'))
  .addEdge(START, 'writer')
  .addEdge('writer', 'critic')
  .addConditionalEdges('critic', (state) => (isOver(state) ? END : 'writer'), ['writer', END])
  .compile({ name: 'two agents' });

const { messages } = await chat.invoke({ messages: [{ role: 'user', content: 'Why do the tides come?' }] });
console.log(`${messages.at(-2).text}\n`);
await showLastTrace();
await endpoint.close();
