import type { SpanJson } from '@spanwright/server/viewer-api';
import type { JsonValue } from '@spanwright/core/model';
import { SpanAttributeKey } from '../page/keys.ts';
import { Documents } from './documents.tsx';
import { documentsIn } from './retrieved-documents.ts';
import { Section } from './section.tsx';
import { ValueView } from './value-view.tsx';

/** What went into a span and what came out of it; documents of retrievers as such. */
export function InputsOutputs({ span, spanType }: { readonly span: SpanJson; readonly spanType: string }) {
  const { [SpanAttributeKey.INPUTS]: inputs, [SpanAttributeKey.OUTPUTS]: outputs } = span.attributes;
  return (
    <>
      <Section title="Inputs">
        <OneSide value={inputs} label="Inputs" isRetrieved={spanType === 'RERANKER'} />
      </Section>
      <Section title="Outputs">
        <OneSide value={outputs} label="Outputs" isRetrieved={spanType === 'RETRIEVER' || spanType === 'RERANKER'} />
      </Section>
    </>
  );
}

function OneSide(props: {
  readonly value: JsonValue | undefined;
  readonly label: string;
  readonly isRetrieved: boolean;
}) {
  const { value, label, isRetrieved } = props;
  const documents = isRetrieved ? documentsIn(value) : undefined;
  if (documents) return <Documents documents={documents} />;
  return <ValueView value={value} label={label} />;
}
