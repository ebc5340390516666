import * as mlflow from 'spanwright';

/** Prints the trace that ended last. */
export async function showLastTrace(): Promise<void> {
  const trace = await mlflow.getTrace(mlflow.getLastActiveTraceId() ?? '');
  if (trace) showTrace(trace);
}

/** Prints a trace as a tree: for each span its type, status, inputs, outputs, own attributes and exceptions. */
export function showTrace(trace: mlflow.Trace): void {
  showChildren(trace.data.spans, undefined, '');
}

function showChildren(spans: readonly mlflow.Span[], parentId: string | undefined, indent: string): void {
  for (const span of spans.filter((one) => one.parentId === parentId)) {
    console.log(`${indent}${span.name} (${span.spanType}, ${span.status.code})`);
    for (const [label, value] of details(span)) console.log(`${indent}  ${label}: ${JSON.stringify(value)}`);
    showChildren(spans, span.spanId, `${indent}  `);
  }
}

function details(span: mlflow.Span): readonly (readonly [label: string, value: unknown])[] {
  const own = Object.entries(span.attributes).filter(([key]) => !key.startsWith('mlflow.'));
  const exceptions = span.events.filter(({ name }) => name === 'exception');
  const all = [
    ['inputs', span.inputs],
    ['outputs', span.outputs],
    ['attributes', own.length > 0 ? Object.fromEntries(own) : undefined],
    ...exceptions.map(({ attributes }) => ['exception', attributes['exception.message']] as const),
  ] as const;
  return all.filter(([, value]) => value !== undefined);
}
