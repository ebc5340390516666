// FAQ: Can I disable and re-enable tracing globally?
import * as mlflow from 'spanwright';

const work = mlflow.trace(function work() {
  return 0;
});
const count = async (): Promise<number> => (await mlflow.searchTraces()).length;

// Tracing is enabled by default
work();
console.log(await count());

// Disable tracing
mlflow.tracing.disable();
work();
console.log(await count());

// Re-enable tracing
mlflow.tracing.enable();
work();
console.log(await count());
