export { autolog } from './autolog.ts';
export { langchain } from './langchain.ts';
export { type LoadedRunnable, loadModel, type LoadModelOptions } from './load-model.ts';
export { type LoggedLangchainModel, logModel, type LogModelOptions } from './log-model.ts';
export type { LangchainAutologOptions } from './logged-model/logging-options.ts';
export { traced } from './traced.ts';
