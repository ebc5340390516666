import * as mlflow from 'spanwright';
import { renderTrace, terminalStyle } from 'spanwright/render';

/** Prints the last trace as a tree, and its agents and hand-offs. */
export async function showLastTrace() {
  const trace = await mlflow.getTrace(mlflow.getLastActiveTraceId());
  const { agents, handoffs } = trace.agents();
  console.log(renderTrace(trace, terminalStyle(process.stdout)).join('\n'));
  console.log(`\nagents: ${agents.join(', ')}`);
  if (handoffs.length > 0) console.log(`hand-offs: ${handoffs.map(({ from, to }) => `${from} → ${to}`).join(', ')}`);
}
