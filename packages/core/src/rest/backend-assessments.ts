import type { TrackingBackend } from '../export/tracking-backend.ts';
import type { Assessment, AssessmentUpdate } from '../model/index.ts';
import { ENDPOINTS } from './endpoints.ts';
import type { RestClient } from './rest-client.ts';
import { assessmentFromWire, assessmentToWire } from './wire-info.ts';

/** The part of a backend that is about assessments. */
export type AssessmentsBackend = Pick<
  TrackingBackend,
  'createAssessment' | 'getAssessment' | 'updateAssessment' | 'deleteAssessment'
>;

/** Assessments of a server, which gives them their ids. */
export function assessmentsBackend(client: RestClient): AssessmentsBackend {
  const getAssessment = async (traceId: string, assessmentId: string): Promise<Assessment> => {
    const key = { trace_id: traceId, assessment_id: assessmentId };
    return assessmentFromWire((await client.call(ENDPOINTS.getAssessment, key)).assessment, traceId);
  };
  return {
    getAssessment,
    createAssessment: async (assessment) => {
      const { traceId } = assessment;
      const { assessment_id: _, ...wire } = assessmentToWire(assessment);
      const made = await client.call(ENDPOINTS.createAssessment, { trace_id: traceId, assessment: wire });
      return assessmentFromWire(made.assessment, traceId);
    },
    updateAssessment: async (traceId, assessmentId, update) => {
      const changed = { ...(await getAssessment(traceId, assessmentId)), ...update };
      const updated = await client.call(ENDPOINTS.updateAssessment, {
        trace_id: traceId,
        assessment_id: assessmentId,
        assessment: assessmentToWire(changed),
        update_mask: maskOf(changed, update),
      });
      return assessmentFromWire(updated.assessment, traceId);
    },
    deleteAssessment: async (traceId, assessmentId) => {
      await client.call(ENDPOINTS.deleteAssessment, { trace_id: traceId, assessment_id: assessmentId });
    },
  };
}

/** Names of the fields that change, as protobuf writes them. */
function maskOf({ kind }: Assessment, update: AssessmentUpdate): string {
  const fields = [
    update.name !== undefined && 'assessmentName',
    (update.value !== undefined || update.error !== undefined) && kind,
    update.rationale !== undefined && 'rationale',
    update.metadata !== undefined && 'metadata',
  ];
  return fields.filter(Boolean).join(',');
}
