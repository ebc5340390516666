'use strict';
// Invokes every model case with `logModels` on, and prints what was logged as JSON. Arguments: the generation of
// LangChain, the module format to load it in, and the provider's base URL.
const mlflow = require('@spanwright/core');
const { autolog, loadModel, logModel } = require('@spanwright/langchain');
const { loadLibrary } = require('./library.cjs');
const { modelCases, otherCases } = require('./model-cases.cjs');

const [generation, format, baseURL] = process.argv.slice(2);
const warnings = [];
mlflow.setLogger({ warn: (line) => void warnings.push(line), info: () => {} });

/** What the run of `work` has added: traces, models and runs. */
async function added(work) {
  const before = await counts();
  const result = await work().catch((error) => ({ error: error.message }));
  await mlflow.flush();
  const after = await counts();
  const traces = after.traces.filter(({ info }) => !before.traces.some((trace) => trace.info.traceId === info.traceId));
  return {
    result,
    models: after.models.filter(({ modelId }) => !before.models.some((model) => model.modelId === modelId)),
    runs: after.runs.filter(({ info }) => !before.runs.some((run) => run.info.runId === info.runId)),
    traces: traces.map(({ info }) => ({
      modelId: info.metadata['mlflow.modelId'],
      sourceRun: info.metadata['mlflow.sourceRun'],
    })),
  };
}

async function counts() {
  await mlflow.flush();
  return {
    models: await mlflow.searchLoggedModels(),
    traces: await mlflow.searchTraces({ returnType: 'list', maxResults: 500 }),
    runs: await mlflow.searchRuns({}),
  };
}

async function main() {
  const lib = await loadLibrary(generation, (name) => (format === 'esm' ? import(name) : require(name)));
  await mlflow.setExperiment('models');
  const model = (name) =>
    new lib.ChatOpenAI({
      model: name,
      apiKey: 'planted-secret-1',
      maxRetries: 0,
      configuration: { baseURL, defaultHeaders: { 'X-Api-Key': 'planted-secret-2' } },
    });
  const [chain, asked] = modelCases(lib, model)['prompt, model, parser'];
  const report = {
    byDefault: await added(async () => {
      autolog({ loader: false });
      return chain.invoke(asked);
    }),
  };
  autolog({
    loader: false,
    logModels: true,
    logInputExamples: true,
    registeredModelName: 'guide',
    extraTags: { team: 'x' },
  });
  report.cases = {};
  for (const [name, [runnable, input]] of Object.entries(modelCases(lib, model)))
    report.cases[name] = await added(async () => {
      const first = await runnable.invoke(input);
      await runnable.invoke(input);
      return JSON.stringify(first);
    });
  report.others = {};
  for (const [name, [runnable, input]] of Object.entries(otherCases(lib, model)))
    report.others[name] = await added(async () => {
      for (let n = 0; n < 2; n += 1) await runnable.invoke(input);
    });
  const fresh = (name = 'chat-plain') => lib.ChatPromptTemplate.fromTemplate('{question}').pipe(model(name));
  report.failing = await added(() => fresh('chat-error-401').invoke(asked));
  report.planted = await added(() =>
    fresh().invoke({ question: 'My key is planted-secret-1, or sk-planted-secret-3-abcdef' }),
  );
  report.batch = await added(() => fresh().batch([asked, asked]));
  report.stream = await added(async () => {
    for await (const _ of await fresh().stream(asked));
  });
  report.left = await added(async () => {
    for await (const _ of await fresh('chat-stream').stream(asked)) break;
  });
  report.inRun = await added(() => mlflow.startRun({ runName: 'mine' }, () => fresh().invoke(asked)));
  report.active = await added(async () => {
    mlflow.setActiveModel({ modelId: `m-${'0'.repeat(32)}` });
    await fresh().invoke(asked);
    mlflow.clearActiveModel();
  });
  report.byHand = await added(async () => {
    const made = fresh();
    const { modelUri, modelId } = await logModel(made, { name: 'mine', inputExample: asked });
    const loaded = await loadModel(modelUri, { secrets: { OPENAI_API_KEY: 'k' } });
    await made.invoke(asked);
    await loaded.invoke(asked);
    await loaded.batch([asked]);
    for await (const _ of await loaded.stream(asked));
    return modelId;
  });
  report.refused = await logModel(lib.RunnableLambda.from(() => 1)).catch(({ code, message }) => ({ code, message }));
  process.stdout.write(JSON.stringify({ ...report, warnings }));
}

void main();
