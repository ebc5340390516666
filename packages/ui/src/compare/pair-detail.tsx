import type { SpanJson } from '@spanwright/server/viewer-api';
import { useResource } from '../api/use-resource.ts';
import { viewerApi } from '../api/viewer.ts';
import { Loading } from '../components/loading.tsx';
import { Problem } from '../components/problem.tsx';
import { SpanAttributeKey } from '../trace/page/keys.ts';
import type { TreeNode } from '../trace/tree/span-tree.ts';
import { Section } from '../trace/detail/section.tsx';
import type { SpanPair } from './pair-spans.ts';
import { TextDiff } from './text-diff.tsx';
import type { ComparedTraces } from './use-compared.ts';

interface PairDetailProps {
  readonly traces: ComparedTraces;
  readonly pair: SpanPair;
}

/** How the content of two spans differs; of a span without partner all is new, or gone. */
export function PairDetail({ traces, pair }: PairDetailProps) {
  const ids = [pair.left?.span.spanId, pair.right?.span.spanId];
  const { data, failure, reload } = useResource(ids.join(' '), (signal) =>
    Promise.all([load(traces[0].info.trace_id, pair.left, signal), load(traces[1].info.trace_id, pair.right, signal)]),
  );
  if (failure) return <Problem failure={failure} onRetry={reload} />;
  if (!data) return <Loading label="Loading both spans" />;
  return (
    <div class="compare-detail" data-testid="compare-detail" tabIndex={0} role="region" aria-label="Differences">
      {PARTS.map(({ title, of }) => (
        <Section key={title} title={title}>
          <TextDiff before={of(data[0])} after={of(data[1])} />
        </Section>
      ))}
    </div>
  );
}

async function load(traceId: string, node: TreeNode | undefined, signal: AbortSignal): Promise<SpanJson | undefined> {
  return node && viewerApi.span(traceId, node.span.spanId, signal);
}

interface Part {
  readonly title: string;
  readonly of: (span: SpanJson | undefined) => string;
}

const PARTS: readonly Part[] = [
  { title: 'Inputs', of: (span) => textOf(span?.attributes[SpanAttributeKey.INPUTS]) },
  { title: 'Outputs', of: (span) => textOf(span?.attributes[SpanAttributeKey.OUTPUTS]) },
  { title: 'Attributes', of: (span) => textOf(span && attributesOf(span)) },
];

const OWN: ReadonlySet<string> = new Set([SpanAttributeKey.INPUTS, SpanAttributeKey.OUTPUTS, 'mlflow.traceRequestId']);

function attributesOf({ attributes }: SpanJson): object {
  return Object.fromEntries(Object.entries(attributes).filter(([key]) => !OWN.has(key)));
}

function textOf(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value, undefined, 2);
}
