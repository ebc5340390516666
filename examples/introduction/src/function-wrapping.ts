// Function wrapping: functions of others are traced without changing them.
import * as mlflow from 'spanwright';
import { showTrace } from './show-trace.ts';

await mlflow.setExperiment('External Function Tracing');

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));

function invocation(x: number, y = 4, exp = 2): number {
  // Initiate a context handler for parent logging
  return mlflow.withSpan('Parent', (span) => {
    span.setAttributes({ level: 'parent', override: y === 4 });
    span.setInputs({ x, y, exp });

    // Wrap an external function instead of modifying
    const tracedPow = mlflow.trace(Math.pow);

    // Call the wrapped function as you would call it directly
    const raised = tracedPow(x, exp);

    // Wrap another external function
    const tracedFactorial = mlflow.trace(factorial);
    const product = tracedFactorial(raised);

    // Wrap another and call it directly
    const response = mlflow.trace(Math.sqrt)(product);

    // Set the outputs to the parent span prior to returning
    span.setOutputs({ result: response });
    return response;
  });
}

for (let i = 0; i < 8; i += 1) invocation(i);

const traces = await mlflow.searchTraces({ returnType: 'list' });
console.log(`${traces.length} traces`);
const third = traces.find(({ data }) => (data.request as { x?: number }).x === 3);
if (third) showTrace(third);
