// Trace decorator: mark any function or method, and its calls become traces.
import * as mlflow from 'spanwright';
import { showLastTrace } from './show-trace.ts';

// Create a new experiment to log the trace to
await mlflow.setExperiment('Tracing Demo');

// Wrap any function to capture inputs and outputs, the default of `z` included
const someFunction = mlflow.trace(function someFunction(x: number, y: number, z = 2) {
  return x + (y - z);
});

// Invoking the function generates a trace that is logged to the active experiment
someFunction(2, 4);
await showLastTrace();

// With a name, a span type and attributes
const myFunc = mlflow.trace(
  function myFunc(x: number, y: number) {
    return x + y;
  },
  { name: 'My Span', spanType: 'func', attributes: { a: 1, b: 2 } },
);
myFunc(1, 2);
await showLastTrace();

// Methods take it as a decorator
class Calculator {
  @mlflow.trace
  add(x: number, y: number) {
    return x + y;
  }

  @mlflow.trace({ name: 'My Method', spanType: 'func', attributes: { a: 1 } })
  multiply(x: number, y: number) {
    return x * y;
  }
}
const calculator = new Calculator();
calculator.add(3, 4);
await showLastTrace();
calculator.multiply(3, 4);
await showLastTrace();
