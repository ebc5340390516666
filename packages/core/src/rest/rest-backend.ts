import type { TrackingBackend } from '../export/tracking-backend.ts';
import { assessmentsBackend } from './backend-assessments.ts';
import { experimentsBackend } from './backend-experiments.ts';
import { runsBackend } from './backend-runs.ts';
import { tracesBackend } from './backend-traces.ts';
import { InOrder } from './in-order.ts';
import type { RestClient } from './rest-client.ts';

/** What an MLflow server keeps, and searches. */
export function createRestBackend(client: RestClient): TrackingBackend {
  const traces = tracesBackend(client);
  const experiments = experimentsBackend(client);
  const runs = runsBackend(client);
  const changes = new InOrder();
  return {
    ...traces,
    ...experiments,
    ...runs,
    ...assessmentsBackend(client),
    setTraceTag: (id, ...args) => changes.run(id, () => traces.setTraceTag(id, ...args)),
    deleteTraceTag: (id, ...args) => changes.run(id, () => traces.deleteTraceTag(id, ...args)),
    updateExperiment: (id, ...args) => changes.run(id, () => experiments.updateExperiment(id, ...args)),
    putRun: (info, ...args) => changes.run(info.runId, () => runs.putRun(info, ...args)),
    logToRun: (id, ...args) => changes.run(id, () => runs.logToRun(id, ...args)),
  };
}
