import type { ListTest, PresenceTest, TextTest, TraceInfo } from '@spanwright/core/model';
import type { RowClause } from './clause-kind.ts';
import { textPredicate } from './text-test.ts';

const LINKED_PROMPTS = 'mlflow.linkedPrompts';

/** The test that a clause makes on the information of a trace, apart from its state and times, which SQL compares. */
export function rowTest(clause: RowClause): (info: TraceInfo) => boolean {
  switch (clause.kind) {
    case 'tag':
      return valueTest(clause.test, (info) => own(info.tags, clause.key));
    case 'metadata':
      return valueTest(clause.test, (info) => own(info.metadata, clause.key));
    case 'prompt':
      return (info) => promptsOf(info).includes(clause.value);
    case 'attribute':
      return valueTest(clause.test, (info) => (clause.key === 'request_id' ? info.traceId : info.clientRequestId));
    case 'time':
      // SQL has checked it.
      return () => true;
  }
}

type ValueTest = TextTest | ListTest | PresenceTest;

function valueTest(test: ValueTest, read: (info: TraceInfo) => string | undefined): (info: TraceInfo) => boolean {
  if (test.comparator === 'IS NULL') return (info) => read(info) === undefined;
  if (test.comparator === 'IS NOT NULL') return (info) => read(info) !== undefined;
  const passes = textPredicate(test);
  return (info) => {
    const value = read(info);
    return value !== undefined && passes(value);
  };
}

function own(record: { readonly [key: string]: string }, key: string): string | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function promptsOf(info: TraceInfo): readonly string[] {
  try {
    const linked = JSON.parse(info.tags[LINKED_PROMPTS] ?? '[]') as readonly { name: unknown; version: unknown }[];
    return linked.map(({ name, version }) => `${String(name)}/${String(version)}`);
  } catch {
    return [];
  }
}
