import { guarded } from '../guard.ts';
import type { TraceInfo } from '../model/index.ts';
import type { Redaction } from './redaction.ts';

const SAID = [
  'metadata',
  'tags',
  'requestPreview',
  'responsePreview',
  'clientRequestId',
  'assessments',
] as const satisfies readonly (keyof TraceInfo)[];

/**
 * What was said of a trace, redacted; ids, times and state are not looked at. If that fails, all that was said is left
 * out.
 */
export function redactInfo(info: TraceInfo, redactions: readonly Redaction[]): TraceInfo {
  if (redactions.length === 0) return info;
  const redacted = guarded('redacting what is said of a trace, which is left out,', () => {
    const said = Object.fromEntries(SAID.filter((key) => info[key] !== undefined).map((key) => [key, info[key]]));
    return redactions.reduce((rest, redaction) => redaction.value(rest), said);
  });
  if (redacted) return { ...info, ...redacted };
  const { requestPreview: _, responsePreview: __, clientRequestId: ___, assessments: ____, ...rest } = info;
  return { ...rest, metadata: {}, tags: {} };
}
