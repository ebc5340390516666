// FAQ: Can I use the fluent API and the client API together?
import * as mlflow from 'spanwright';
import { showLastTrace } from './show-trace.ts';

const client = new mlflow.MlflowClient();

// Initiate a fluent span
mlflow.withSpan('Testing!', (span) => {
  // Use the client API to start a child span
  const childSpan = client.startSpan({
    name: 'Child Span From Client',
    requestId: span.requestId,
    parentId: span.spanId,
    inputs: { request: 'test input' },
    attributes: { attribute1: 'value1' },
  });

  // End the child span
  client.endSpan({
    requestId: span.requestId,
    spanId: childSpan.spanId,
    outputs: { response: 'test output' },
    attributes: { attribute2: 'value2' },
  });
});
await showLastTrace();
