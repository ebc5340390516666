import * as mlflow from 'spanwright';
import { renderTrace, terminalStyle } from 'spanwright/render';

/** Prints each trace as a tree, and the command that shows it again. */
export async function printTraces(traceIds) {
  const style = terminalStyle(process.stdout);
  for (const id of new Set(traceIds.filter(Boolean))) {
    const trace = await mlflow.getTrace(id);
    if (!trace) continue;
    console.log(`\n${renderTrace(trace, style).join('\n')}`);
    console.log(`\nShow it again: npx spanwright traces get ${id}`);
  }
}
