// Span types: one of those that MLflow knows, or one of your own.
import * as mlflow from 'spanwright';
import { showLastTrace } from './show-trace.ts';

// Using a built-in span type
const retrieveDocuments = mlflow.trace(
  function retrieveDocuments(query: string) {
    return [{ page_content: `All about ${query}` }];
  },
  { spanType: mlflow.SpanType.RETRIEVER },
);
retrieveDocuments('tracing');
await showLastTrace();

// Setting a custom span type
const [x, y] = [1, 2];
mlflow.withSpan({ name: 'add', spanType: 'MATH' }, (span) => {
  span.setInputs({ x, y });
  const z = x + y;
  span.setOutputs({ z });

  console.log(span.spanType);
  // Output: MATH
});
await showLastTrace();
