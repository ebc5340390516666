import type { SpanData, TraceData } from '../../model/index.ts';
import type { Convention, Translate } from './convention.ts';
import { genAiAttributes, genAiName } from './gen-ai.ts';
import { mlflowAttributes } from './mlflow.ts';
import { openInferenceAttributes } from './open-inference.ts';

const TRANSLATIONS: Readonly<Record<Convention, Translate>> = {
  mlflow: mlflowAttributes,
  gen_ai: genAiAttributes,
  openinference: openInferenceAttributes,
};

/**
 * The spans of a trace as they are sent: attributes under the names of every chosen convention. Attributes of the user's
 * own are sent under each; those of MLflow's only under its own. Without MLflow's names, spans are named as the
 * `gen_ai` conventions ask.
 */
export function translated({ info, spans }: TraceData, conventions: readonly Convention[]): readonly SpanData[] {
  const own = conventions.includes('mlflow');
  return spans.map((span) => ({
    ...span,
    ...(!own && conventions.includes('gen_ai') && { name: genAiName(span) ?? span.name }),
    attributes: Object.assign(
      own ? {} : usersOwn(span),
      // MLflow's names last: where two conventions share a key, both mean the same.
      ...[...conventions].reverse().map((convention) => TRANSLATIONS[convention]({ span, info })),
    ) as SpanData['attributes'],
  }));
}

function usersOwn({ attributes }: SpanData): SpanData['attributes'] {
  return Object.fromEntries(Object.entries(attributes).filter(([key]) => !key.startsWith('mlflow.')));
}
