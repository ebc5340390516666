// Methods that only read.
export { backup, check } from './maintenance.ts';
export { getAssessment } from './assessments.ts';
export { getExperiment, getExperimentByName, listExperiments } from './experiments.ts';
export { getTrace, getTraces } from './get-trace.ts';
export { listTraces } from './list-traces.ts';
export { getRun, listRuns } from './runs.ts';
export { searchTraces } from './search/search-traces.ts';
export { getPrices } from './stored-prices.ts';
