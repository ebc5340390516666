import type { SpanJson } from '@spanwright/server/viewer-api';
import type { JsonValue } from '@spanwright/core/model';
import { JsonTree } from '../../components/json-tree/json-tree.tsx';

/** The whole span as MLflow's JSON has it. */
export function JsonTab({ span }: { readonly span: SpanJson }) {
  return <JsonTree value={span as unknown as JsonValue} open={1} label="The span as JSON" />;
}
