// Methods that only read.
export { backup, check } from './maintenance.ts';
export { getAssessment } from './assessments.ts';
export { getExperiment, getExperimentByName, listExperiments } from './experiments.ts';
export { getSpan, getTrace, getTraceOutline, getTraces } from './get-trace.ts';
export { listTraces } from './list-traces.ts';
export { getMetricHistory, getRun, listRuns } from './runs.ts';
export { searchTraces } from './search/search-traces.ts';
export { searchTracesJson } from './search/search-traces-json.ts';
export { getStats } from './retention/space.ts';
export { getRetention } from './retention/stored-retention.ts';
export { getPrices } from './stored-prices.ts';
export { getChart } from './summaries/get-chart.ts';
export { listFacets } from './summaries/list-facets.ts';
export { listSessions } from './summaries/list-sessions.ts';
