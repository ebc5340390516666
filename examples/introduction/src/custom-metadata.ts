// FAQ: How can I add custom metadata to a span?
import * as mlflow from 'spanwright';
import { showLastTrace } from './show-trace.ts';

// Fluent API, 1: when the span starts
mlflow.withSpan({ name: 'Parent', attributes: { attribute1: 'value1', attribute2: 'value2' } }, (span) => {
  span.setInputs({ input1: 'value1', input2: 'value2' });
  span.setOutputs({ output1: 'value1', output2: 'value2' });
});
await showLastTrace();

// Fluent API, 2: on the span
mlflow.withSpan('Parent', (span) => {
  // Set multiple attributes
  span.setAttributes({ attribute1: 'value1', attribute2: 'value2' });
  // Set a single attribute
  span.setAttribute('attribute3', 'value3');
});
await showLastTrace();

// Client API, 1: when trace and span start
const client = new mlflow.MlflowClient();
const parentSpan = client.startTrace('Parent Span', { attributes: { attribute1: 'value1', attribute2: 'value2' } });
const { requestId } = parentSpan;
const childSpan = client.startSpan({
  name: 'Child Span',
  requestId,
  parentId: parentSpan.spanId,
  attributes: { attribute1: 'value1', attribute2: 'value2' },
});

// Client API, 2: on the span
parentSpan.setAttribute('attribute3', 'value3');
parentSpan.setAttributes({ attribute4: 'value4', attribute5: 'value5' });

// Client API, 3: when span and trace end
client.endSpan({ requestId, spanId: childSpan.spanId, attributes: { attribute1: 'value1', attribute2: 'value2' } });
client.endTrace({ requestId, attributes: { attribute6: 'value6' } });
await showLastTrace();
