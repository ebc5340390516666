// A prompt template piped to a model, invoked twice: two traces, each with the chain, the prompt and the model.
import * as mlflow from 'spanwright';
import { renderTrace, terminalStyle } from 'spanwright/render';
import { StringOutputParser } from '@langchain/core/output_parsers';
import { ChatPromptTemplate } from '@langchain/core/prompts';
import { ChatOpenAI } from '@langchain/openai';
import { chooseEndpoint } from './endpoint.mjs';

mlflow.langchain.autolog();

const endpoint = await chooseEndpoint();
const chain = ChatPromptTemplate.fromMessages([
  ['system', 'Answer in one sentence.'],
  ['human', '{question}'],
])
  .pipe(new ChatOpenAI(endpoint.options))
  .pipe(new StringOutputParser());

for (const question of ['Why is the sky blue?', 'Why is the sky blue at noon?']) {
  await chain.invoke({ question });
  const trace = await mlflow.getTrace(mlflow.getLastActiveTraceId());
  console.log(`${renderTrace(trace, terminalStyle(process.stdout)).join('\n')}\n`);
}
await endpoint.close();
