import type { Wire } from '@spanwright/core/kit';
import type { Description, GraphDescription } from './description.ts';

interface Builder {
  addNode(name: string, node: unknown): unknown;
  addEdge(from: string, to: string): unknown;
  compile(options: { readonly name: string }): object;
}

interface AnnotationFactory {
  (options?: Wire): unknown;
  Root(state: Wire): unknown;
}

/** What of `@langchain/langgraph` makes a graph. */
interface GraphModule {
  readonly StateGraph: new (state: unknown) => Builder;
  readonly Annotation: AnnotationFactory;
  readonly messagesStateReducer: unknown;
}

/** Makes and compiles a graph again. */
export async function reviveGraph(
  { name, state, nodes, edges }: GraphDescription['$graph'],
  reviveNode: (node: Description) => Promise<unknown>,
  module: object,
): Promise<object> {
  const { StateGraph, Annotation, messagesStateReducer } = module as GraphModule;
  const channels = Object.entries(state).map(([key, kind]): [string, unknown] => [
    key,
    kind === 'last' ? Annotation() : Annotation({ reducer: messagesStateReducer, default: () => [] }),
  ]);
  const builder = new StateGraph(Annotation.Root(Object.fromEntries(channels)));
  for (const [key, node] of Object.entries(nodes)) builder.addNode(key, await reviveNode(node));
  for (const [from, to] of edges) builder.addEdge(from, to);
  return builder.compile({ name });
}
