import type { SpanJson } from '@spanwright/server/viewer-api';
import { JsonTree } from '../../components/json-tree/json-tree.tsx';
import { SpanAttributeKey } from '../page/keys.ts';
import { Section } from './section.tsx';

const ELSEWHERE: ReadonlySet<string> = new Set([
  SpanAttributeKey.INPUTS,
  SpanAttributeKey.OUTPUTS,
  'mlflow.traceRequestId',
]);

/** The attributes of a span: those of the program, then MLflow's own; and its links. */
export function AttributesTab({ span }: { readonly span: SpanJson }) {
  const shown = Object.entries(span.attributes).filter(([key]) => !ELSEWHERE.has(key));
  const own = Object.fromEntries(shown.filter(([key]) => !key.startsWith('mlflow.')));
  const tracer = Object.fromEntries(shown.filter(([key]) => key.startsWith('mlflow.')));
  return (
    <>
      <Section title="Attributes">
        {Object.keys(own).length > 0 ? <JsonTree value={own} open={1} label="Attributes" /> : <p class="muted">None</p>}
      </Section>
      {Object.keys(tracer).length > 0 && (
        <Section title="MLflow">
          <JsonTree value={tracer} label="Attributes of MLflow" plain />
        </Section>
      )}
      {span.links && span.links.length > 0 && <Links links={span.links} />}
    </>
  );
}

function Links({ links }: { readonly links: NonNullable<SpanJson['links']> }) {
  return (
    <Section title="Links">
      <ul class="link-list">
        {links.map(({ trace_id: trace, span_id: span }, index) => (
          <li key={index} class="mono">
            <a href={`/traces/${encodeURIComponent(trace)}?span=${encodeURIComponent(span)}`}>
              {trace} {span}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}
