import { at, isFilled, isWire, textAt, type Wire } from '@spanwright/core/kit';
import type { Description, GraphDescription } from './description.ts';
import { NotSerializable } from './not-serializable.ts';

/** What describes the nodes. */
interface NodeDescriber {
  readonly packages: Set<string>;
  describe(value: unknown): Description | undefined;
}

type StateKind = GraphDescription['$graph']['state'][string];

/** Parts of a builder and of a compiled graph that hold functions or the state of a program. */
const UNSUPPORTED: readonly (readonly [where: 'builder' | 'graph', key: string, what: string])[] = [
  ['builder', 'branches', 'a conditional edge of a graph'],
  ['builder', 'waitingEdges', 'an edge that waits for several nodes of a graph'],
  ['graph', 'checkpointer', 'the checkpointer of a graph'],
  ['graph', 'store', 'the store of a graph'],
  ['graph', 'interruptBefore', 'an interrupt of a graph'],
  ['graph', 'interruptAfter', 'an interrupt of a graph'],
];

/** Describes a compiled `StateGraph` whose nodes can be described and whose edges are fixed. */
export function describeGraph(graph: Wire, describer: NodeDescriber): GraphDescription {
  const builder = graph['builder'];
  if (!isWire(builder)) throw new NotSerializable('a graph that is no StateGraph');
  for (const [where, key, what] of UNSUPPORTED) {
    const part = at(where === 'builder' ? builder : graph, key);
    if (part instanceof Set ? part.size > 0 : isFilled(part)) throw new NotSerializable(what);
  }
  describer.packages.add('@langchain/langgraph');
  return {
    $graph: {
      name: textAt(graph, 'name') ?? 'LangGraph',
      state: mapped(builder['channels'], stateKind),
      nodes: mapped(builder['nodes'], (node) => describer.describe(at(node, 'runnable')) ?? null),
      edges: [...(builder['edges'] as Iterable<readonly [string, string]>)],
    },
  };
}

function stateKind(channel: unknown, key: string): StateKind {
  const kind = at(channel, 'lc_graph_name');
  const operator = at(channel, 'operator');
  if (kind === 'LastValue') return 'last';
  if (typeof operator === 'function' && operator.name === 'messagesStateReducer') return 'messages';
  throw new NotSerializable(`the reducer of "${key}" in the state of a graph`);
}

function mapped<T>(value: unknown, of: (item: unknown, key: string) => T): { readonly [key: string]: T } {
  const own = Object.entries(isWire(value) ? value : {}).filter(([key]) => !key.startsWith('__') && !key.includes(':'));
  return Object.fromEntries(own.map(([key, item]) => [key, of(item, key)]));
}
