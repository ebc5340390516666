// Three agents, and a model that selects who speaks next, as AutoGen's SelectorGroupChat: written by hand.
import * as mlflow from 'spanwright';
import { OpenAI } from 'openai';
import { chooseEndpoint } from './endpoint.mjs';
import { showLastTrace } from './show-last-trace.mjs';

mlflow.openai.autolog();

const endpoint = await chooseEndpoint('group-chat-plain');
const client = new OpenAI(endpoint.options);
const agents = {
  planner: 'You split the task into two steps.',
  researcher: 'You know the facts. Name one.',
  writer: 'You write the answer from what was said, and end it with DONE.',
};

async function ask(instructions, said) {
  const messages = said.map(({ speaker, text }) => ({ role: 'user', content: `${speaker}: ${text}` }));
  const { choices } = await client.chat.completions.create({
    model: endpoint.model,
    messages: [{ role: 'system', content: instructions }, ...messages],
  });
  return choices[0].message.content;
}

const names = Object.keys(agents);
const selection = `Read the conversation and answer with the name of who speaks next: ${names.join(', ')}.`;
const task = 'Why do the tides come?';
const answer = await mlflow.agents.traceGroupChat(
  { name: 'selector group chat', participants: names, inputs: task },
  async ({ selectSpeaker, turn, terminate }) => {
    const said = [{ speaker: 'user', text: task }];
    while (said.length <= 6) {
      const speaker = await selectSpeaker(() => ask(selection, said));
      said.push({ speaker, text: await turn(speaker, () => ask(agents[speaker], said)) });
      if (!said.at(-1).text.includes('DONE')) continue;
      terminate('the writer is done');
      return said.at(-1).text;
    }
    terminate('six turns');
    return said.at(-1).text;
  },
);
console.log(`${answer}\n`);
await showLastTrace();
await endpoint.close();
