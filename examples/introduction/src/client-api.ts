// Client API: traces and spans by their ids, for programs that start them in one place and end them in another.
import { MlflowClient } from 'spanwright';
import { showTrace } from './show-trace.ts';

const client = new MlflowClient();

// Start a new trace
const rootSpan = client.startTrace('my_trace');

// The requestId is used for creating additional spans that have a hierarchical association to this root span
const { requestId } = rootSpan;

// Create a child span
const childSpan = client.startSpan({
  name: 'child_span',
  requestId,
  parentId: rootSpan.spanId,
  inputs: { input_key: 'input_value' },
  attributes: { attribute_key: 'attribute_value' },
});

// End the child span
client.endSpan({
  requestId: childSpan.requestId,
  spanId: childSpan.spanId,
  outputs: { output_key: 'output_value' },
  attributes: { custom_attribute: 'value' },
});

// End the root span (trace)
client.endTrace({
  requestId,
  outputs: { final_output_key: 'final_output_value' },
  attributes: { token_usage: '1174' },
});

showTrace(await client.getTrace(requestId));
