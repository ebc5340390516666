// Searching and retrieving traces: by filters, as a list or as a table with fields of the spans.
import * as mlflow from 'spanwright';

const client = new mlflow.MlflowClient();

for (let n = 0; n < 2; n += 1) {
  mlflow.withSpan('span1', (span) => {
    span.setInputs({ a: 1, b: 2 });
    span.setOutputs({ c: 3, d: 4 });
  });
}

// Search for traces in specific experiments
const { experimentId } = await mlflow.getCurrentExperiment();
const found = await client.searchTraces({
  experimentIds: [experimentId],
  filterString: "attributes.status = 'OK'",
  maxResults: 5,
});
console.log(`${found.length} traces`);

// Search for traces with specific fields extracted
const traces = await mlflow.searchTraces({ extractFields: ['span1.inputs', 'span1.outputs.c'] });
console.log(traces);
for (const row of traces.rows) console.log(row['span1.inputs'], row['span1.outputs.c']);

// Retrieve a trace by request ID
const [first] = found;
const trace = await client.getTrace({ requestId: first?.info.traceId ?? '' });
console.log(trace.data.request, trace.data.response);
