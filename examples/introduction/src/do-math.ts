import * as mlflow from 'spanwright';

const firstFunc = mlflow.trace(function firstFunc(x: number, y = 2) {
  return x + y;
});

const secondFunc = mlflow.trace(function secondFunc(a: number, b = 3) {
  return a * b;
});

/** Adds or subtracts inside a span of its own; both traced functions become its children. */
export function doMath(a: number, x: number, operation = 'add'): number {
  return mlflow.withSpan('Math', (span) => {
    // Specify the inputs and attributes that will be associated with the span
    span.setInputs({ a, x });
    span.setAttributes({ mode: operation });

    const first = firstFunc(x);
    const second = secondFunc(a);

    if (operation !== 'add' && operation !== 'subtract') throw new Error(`Unsupported Operation Mode: ${operation}`);
    const result = operation === 'add' ? first + second : first - second;

    // Specify the output result to the span
    span.setOutputs({ result });
    return result;
  });
}
