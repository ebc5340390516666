// Methods that write, each in one transaction.
export { createAssessment, deleteAssessment, updateAssessment } from './assessments.ts';
export { createExperiment, deleteExperimentTag, ensureExperiment, updateExperiment } from './experiments.ts';
export { deleteRunTag, logToRun, putRun } from './runs.ts';
export { deleteTraceTag, setTraceTag } from './set-tag.ts';
export { setRetention } from './retention/stored-retention.ts';
export { setPrices } from './stored-prices.ts';
