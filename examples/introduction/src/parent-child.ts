// Parent and child: a traced function that another one calls is its child.
import * as mlflow from 'spanwright';
import { showLastTrace } from './show-trace.ts';

const addOne = mlflow.trace(
  function addOne(x: number) {
    return x + 1;
  },
  { spanType: 'func', attributes: { key: 'value' } },
);

const minusOne = mlflow.trace(
  function minusOne(x: number) {
    return x - 1;
  },
  { spanType: 'func', attributes: { key1: 'value1' } },
);

const traceTest = mlflow.trace(
  function traceTest(x: number) {
    const step1 = addOne(x);
    return minusOne(step1);
  },
  { name: 'Trace Test' },
);

traceTest(4);
await showLastTrace();
