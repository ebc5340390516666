// Two agents talk to each other until one of them is content, as in AutoGen: written by hand.
import * as mlflow from 'spanwright';
import { OpenAI } from 'openai';
import { chooseEndpoint } from './endpoint.mjs';
import { showLastTrace } from './show-last-trace.mjs';

mlflow.openai.autolog();

const endpoint = await chooseEndpoint('two-agents-plain');
const client = new OpenAI(endpoint.options);
const agents = {
  writer: 'You write one sentence about the task, and better it when you are criticised.',
  critic: 'You criticise the sentence in a few words. Answer APPROVE when it is good.',
};

async function speak(name, said) {
  const messages = said.map(({ speaker, text }) => ({ role: speaker === name ? 'assistant' : 'user', content: text }));
  const { choices } = await client.chat.completions.create({
    model: endpoint.model,
    messages: [{ role: 'system', content: agents[name] }, ...messages],
  });
  return choices[0].message.content;
}

const task = 'Why do the tides come?';
const chat = { name: 'two agents', participants: Object.keys(agents), inputs: task };
const answer = await mlflow.agents.traceGroupChat(chat, async ({ turn, terminate }) => {
  const said = [{ speaker: 'user', text: task }];
  for (let round = 1; round <= 3; round += 1) {
    for (const speaker of Object.keys(agents)) {
      said.push({ speaker, text: await turn(speaker, () => speak(speaker, said), said.at(-1).text) });
      if (said.at(-1).text.includes('APPROVE')) {
        terminate('the critic approved');
        return said.at(-2).text;
      }
    }
  }
  terminate('three rounds');
  return said.at(-1).text;
});
console.log(`${answer}\n`);
await showLastTrace();
await endpoint.close();
