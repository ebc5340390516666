import type { Assessment, TraceInfo } from '@spanwright/core/model';
import { type InfoText, infosFromTexts } from './info-text.ts';
import type { TracePage } from './trace-store.ts';

/** A page of traces as it passes from the store's thread to its caller's. */
export interface PackedPage {
  readonly infos: readonly InfoText[];
  /** As JSON text, with the place of their trace in `infos`. */
  readonly assessments: readonly (readonly [place: number, json: string])[];
  readonly nextPageToken: string | undefined;
}

/** The page for its reader. */
export function unpackPage({ infos, assessments, nextPageToken }: PackedPage): TracePage {
  const traces = [...infosFromTexts(infos)];
  for (const [place, json] of assessments) {
    const info = traces[place];
    if (info) traces[place] = withAssessment(info, JSON.parse(json) as Assessment);
  }
  return { traces, ...(nextPageToken !== undefined && { nextPageToken }) };
}

function withAssessment(info: TraceInfo, assessment: Assessment): TraceInfo {
  return { ...info, assessments: [...(info.assessments ?? []), assessment] };
}
