// Async logging: on by default here. Traces are stored behind the program, which does not wait for them.
import * as mlflow from 'spanwright';
import { showLastTrace } from './show-trace.ts';

mlflow.config.enableAsyncLogging();

// Traces will be logged asynchronously
mlflow.withSpan('foo', (span) => {
  span.setInputs({ a: 1 });
  span.setOutputs({ b: 2 });
});
console.log(`waiting to be stored: ${mlflow.config.loggingStatus().queuedTraces}`);

// Before another program reads the traces, they can be flushed
await mlflow.flushTraceAsyncLogging();
console.log(`waiting to be stored: ${mlflow.config.loggingStatus().queuedTraces}`);
await showLastTrace();

// Off, a trace is stored by the time that its root has ended
mlflow.config.enableAsyncLogging(false);
mlflow.withSpan('bar', (span) => {
  span.setInputs({ a: 1 });
  span.setOutputs({ b: 2 });
});
console.log(`waiting to be stored: ${mlflow.config.loggingStatus().queuedTraces}`);
