// FAQ: How can I associate a trace with a run?
import * as mlflow from 'spanwright';
import { showTrace } from './show-trace.ts';

// Create and activate an Experiment
await mlflow.setExperiment('Run Associated Tracing');

// Start a new run
const { runId } = mlflow.startRun((run) => {
  // Initiate a trace by starting a span from within the run
  mlflow.withSpan('Run Span', (parentSpan) => {
    parentSpan.setInputs({ input: 'a' });
    parentSpan.setOutputs({ response: 'b' });
    parentSpan.setAttribute('a', 'b');
    // Initiate a child span from within the parent span
    mlflow.withSpan('Child Span', (childSpan) => {
      childSpan.setInputs({ input: 'b' });
      childSpan.setOutputs({ response: 'c' });
      childSpan.setAttributes({ b: 'c', c: 'd' });
    });
  });
  return run;
});

// Retrieve traces associated with a specific run
const client = new mlflow.MlflowClient();
const traces = await client.searchTraces({ runId });

for (const trace of traces) {
  console.log(`belongs to the run: ${trace.info.metadata['mlflow.sourceRun'] === runId}`);
  showTrace(trace);
}
