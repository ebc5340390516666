// FAQ: How can I see the stack trace of a span that captured an exception?
import * as mlflow from 'spanwright';

const experiment = await mlflow.setExperiment('Intentional Exception');

try {
  mlflow.withSpan('A Problematic Span', (span) => {
    span.setInputs({ input: 'Exception should log as event' });
    span.setAttribute('a', 'b');
    throw new Error('Intentionally throwing!');
  });
} catch (error) {
  console.log(`The program sees: ${String(error)}`);
}

// The trace is still logged to the active experiment
const trace = await mlflow.getTrace(mlflow.getLastActiveTraceId() ?? '');
const [problematic] = trace?.data.spans ?? [];
console.log(problematic?.status);
const event = problematic?.events[0]?.attributes;
console.log(event?.['exception.type'], event?.['exception.message']);
console.log(event?.['exception.stacktrace']);

// The same by a search
const client = new mlflow.MlflowClient();
const traces = await client.searchTraces({ experimentIds: [experiment.experimentId] });
console.log(traces[0]?.data.spans[0]?.toJSON().status);
