import { at, isWire, type Wire } from '@spanwright/core/kit';
import { plainValue } from './plain-value.ts';

/**
 * What LangGraph throws to steer a graph, no failure: a command for the graph around this one, or an interrupt for a
 * person to answer. Told by class name and by LangGraph's own mark, whichever copy threw it.
 * @returns what is recorded as outputs; undefined for an error.
 */
export function controlFlow(error: unknown): Wire | undefined {
  if (!isWire(error)) return undefined;
  const { name } = error;
  if (name === 'ParentCommand') return { command: plainValue(at(error, 'command')) };
  if (name === 'GraphInterrupt' || name === 'NodeInterrupt')
    return { __interrupt__: plainValue(at(error, 'interrupts')) };
  return error['is_bubble_up'] === true ? { [String(name)]: true } : undefined;
}
