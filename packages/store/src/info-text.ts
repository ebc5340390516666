import type { TraceInfo } from '@spanwright/core/model';
import { STATES } from './search/trace-states.ts';

/**
 * What the store knows of a trace beside its spans, as JSON (`InfoFields`). A text is copied between threads in a tenth
 * of the time that objects take.
 */
export type InfoText = string;

/** A text, or in an array the JSON of one that SQLite would not give back unchanged. */
type StoredText = string | readonly [json: string];

type InfoFields = readonly [
  texts: readonly [
    traceId: string,
    experimentId: string,
    state: number,
    clientRequestId: StoredText | null,
    requestPreview: StoredText | null,
    responsePreview: StoredText | null,
    tags: StoredText,
    metadata: StoredText,
  ],
  requestTimeMs: number,
  executionDurationMs: number | null,
];

/** Reads the information of a trace back, exactly as it was given. */
export function infoFromText(text: InfoText): TraceInfo {
  return infoOfFields(JSON.parse(text) as InfoFields);
}

/** `infoFromText` of several. */
export function infosFromTexts(texts: readonly InfoText[]): readonly TraceInfo[] {
  return (JSON.parse(`[${texts.join(',')}]`) as readonly InfoFields[]).map(infoOfFields);
}

function infoOfFields([texts, requestTimeMs, executionDurationMs]: InfoFields): TraceInfo {
  const [traceId, experimentId, state, clientRequestId, requestPreview, responsePreview, tags, metadata] = texts;
  return {
    traceId,
    experimentId,
    requestTimeMs,
    ...(executionDurationMs !== null && { executionDurationMs }),
    state: STATES[state] ?? 'STATE_UNSPECIFIED',
    ...(clientRequestId !== null && { clientRequestId: textOf(clientRequestId) }),
    ...(requestPreview !== null && { requestPreview: textOf(requestPreview) }),
    ...(responsePreview !== null && { responsePreview: textOf(responsePreview) }),
    metadata: readTexts(metadata),
    tags: readTexts(tags),
  };
}

function textOf(text: StoredText): string {
  return typeof text === 'string' ? text : (JSON.parse(text[0]) as string);
}

/** Reads `traces.tags` or `traces.metadata`. What is damaged of one trace is left out: it is not to hide all others. */
export function readTexts(json: unknown): TraceInfo['tags'] {
  try {
    return JSON.parse(String(json)) as TraceInfo['tags'];
  } catch {
    return {};
  }
}
