// A prompt template piped to a model, invoked twice: two traces, and the chain itself as one logged model in one run.
import * as mlflow from 'spanwright';
import { renderTrace, terminalStyle } from 'spanwright/render';
import { ChatPromptTemplate } from '@langchain/core/prompts';
import { ChatOpenAI } from '@langchain/openai';
import { chooseEndpoint } from './endpoint.mjs';

await mlflow.setExperiment('LangChain');
mlflow.langchain.autolog({ logModels: true, logInputExamples: true });

const endpoint = await chooseEndpoint();
const prompt = ChatPromptTemplate.fromMessages([
  ['system', 'Answer in one sentence.'],
  ['human', '{question}'],
]);
const chain = prompt.pipe(new ChatOpenAI(endpoint.options));

for (const question of ['Why is the sky blue?', 'Why is the sky blue at noon?']) {
  await chain.invoke({ question });
  const trace = await mlflow.getTrace(mlflow.getLastActiveTraceId());
  console.log(`${renderTrace(trace, terminalStyle(process.stdout)).join('\n')}\n`);
}

const { experimentId } = await mlflow.getCurrentExperiment();
const experimentIds = [experimentId];
const traces = await mlflow.searchTraces({ experimentIds, returnType: 'list' });
const models = await mlflow.searchLoggedModels({ experimentIds });
const runs = await mlflow.searchRuns({ experimentIds });
console.log(`${traces.length} traces, ${models.length} logged model, ${runs.length} run: ${runs[0].info.status}`);

// Any program can bring the model back by this URI: without this one's code, and with a key of its own.
const loaded = await mlflow.langchain.loadModel(`models:/${models[0].modelId}`, { secrets: endpoint.secrets });
const answer = await loaded.invoke({ question: 'Why is the sky blue?' });
console.log(`The loaded model answers: ${answer.content}`);
await endpoint.close();
