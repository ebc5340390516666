import type { TrackingBackend } from '../export/tracking-backend.ts';
import { assessmentsBackend } from './backend-assessments.ts';
import { experimentsBackend } from './backend-experiments.ts';
import { runsBackend } from './backend-runs.ts';
import { tracesBackend } from './backend-traces.ts';
import type { RestClient } from './rest-client.ts';

/** What an MLflow server keeps, and searches. */
export function createRestBackend(client: RestClient): TrackingBackend {
  return {
    ...tracesBackend(client),
    ...experimentsBackend(client),
    ...runsBackend(client),
    ...assessmentsBackend(client),
  };
}
