import { LongText } from './long-text.tsx';
import type { RetrievedDocument } from './retrieved-documents.ts';

/** Characters of a document that are shown at first. */
const SHOWN = 600;

/** Documents in the order of their retrieval, with their scores and metadata. */
export function Documents({ documents }: { readonly documents: readonly RetrievedDocument[] }) {
  return (
    <ol class="documents" data-testid="documents">
      {documents.map((document, index) => (
        <li key={index} class="document">
          <p class="document-head">
            <span class="document-rank number">{index + 1}</span>
            {document.score !== undefined && <span class="number">score {Number(document.score.toPrecision(4))}</span>}
            {document.id !== undefined && <span class="mono muted">{document.id}</span>}
          </p>
          <LongText text={document.text} shown={SHOWN} />
          <dl class="document-metadata">
            {Object.entries(document.metadata).map(([key, value]) => (
              <div key={key}>
                <dt>{key}</dt>
                <dd class="mono">{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ol>
  );
}
