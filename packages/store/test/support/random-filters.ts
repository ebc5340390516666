import type { Assessment, JsonValue, SpanData, TraceData } from '@spanwright/core/model';
import { type NaiveCondition, naiveLike, pick, textTest } from './naive-filter.ts';
import { makeSpan, traceIdOf } from './traces.ts';

type Random = () => number;

const ENVS = ['prod', 'dev', 'Prod', 'a b', 'x'];
const KEYS = ['env', 'my key', 'a.b'];
const NAMES = ['chat', 'Chat', 'search_web', 'plan step'];
const TYPES = ['LLM', 'CHAIN', 'TOOL'];
const MODELS = ['gpt-4o', 'gpt-4o-mini', 'o3'];
const WORDS = ['refund', 'Refund policy', 'order-7', '50% off', 'a_b', 'naïve café', 'say "hi"', 'line\nbreak'];
const STATES = ['OK', 'ERROR', 'IN_PROGRESS'] as const;
const SESSIONS = ['s1', 's2', 's3'];
const START_MS = 1_750_000_000_000;

/** A random trace, as far as the conditions below look at it. */
export function randomTrace(random: Random, n: number): TraceData {
  const maybe = <T>(value: T): T | undefined => (random() < 0.6 ? value : undefined);
  const duration = maybe(Math.floor(random() * 100));
  const clientRequestId = maybe(`req-${Math.floor(random() * 50)}`);
  return {
    info: {
      traceId: traceIdOf(n),
      experimentId: '0',
      requestTimeMs: START_MS + n,
      ...(duration !== undefined && { executionDurationMs: duration }),
      ...(clientRequestId !== undefined && { clientRequestId }),
      state: pick(random, STATES),
      tags: record(KEYS.map((key) => [key, maybe(pick(random, ENVS))])),
      metadata: record([['mlflow.trace.session', maybe(pick(random, SESSIONS))]]),
      assessments: randomAssessments(random, n),
    },
    spans: Array.from({ length: Math.floor(random() * 4) }, (_, i) => randomSpan(random, n, i)),
  };
}

function randomSpan(random: Random, n: number, i: number): SpanData {
  return makeSpan(n, i, {
    name: pick(random, NAMES),
    status: { code: pick(random, ['OK', 'ERROR', 'UNSET'] as const) },
    attributes: {
      'mlflow.spanType': pick(random, TYPES),
      'mlflow.spanInputs': { question: `${pick(random, WORDS)} ${pick(random, WORDS)}` },
      ...(random() < 0.7 && { model: pick(random, MODELS) }),
    },
  });
}

function randomAssessments(random: Random, n: number): readonly Assessment[] {
  return ['correct', 'score'].flatMap((name, i): readonly Assessment[] => {
    if (random() < 0.5) return [];
    const value: JsonValue = name === 'correct' ? random() < 0.5 : Math.floor(random() * 10) / 10;
    const source = { sourceType: 'CODE', sourceId: 'default' } as const;
    const known = { kind: 'feedback', name, value, source, valid: random() < 0.9 } as const;
    return [{ ...known, assessmentId: `a-${n}-${i}`, traceId: traceIdOf(n), createTimeMs: 0, lastUpdateTimeMs: 0 }];
  });
}

function record(entries: readonly (readonly [string, string | undefined])[]): Record<string, string> {
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

type Maker = (random: Random) => NaiveCondition;

const compare: { readonly [operator: string]: (a: number, b: number) => boolean } = {
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
};

function numeric(
  random: Random,
  key: string,
  value: number,
  read: (trace: TraceData) => number | undefined,
): NaiveCondition {
  const operator = pick(random, Object.keys(compare));
  return {
    text: `${key} ${operator} ${value}`,
    trace: (trace) => {
      const own = read(trace);
      return own !== undefined && compare[operator]!(own, value);
    },
  };
}

const MAKERS: readonly Maker[] = [
  (random) => numeric(random, 'timestamp_ms', START_MS + Math.floor(random() * 400), ({ info }) => info.requestTimeMs),
  (random) => numeric(random, 'execution_time', Math.floor(random() * 100), ({ info }) => info.executionDurationMs),
  (random) =>
    numeric(
      random,
      'end_time',
      START_MS + Math.floor(random() * 400),
      ({ info }) => info.requestTimeMs + (info.executionDurationMs ?? 0),
    ),
  (random) => {
    const [text, test] = textTest(random, STATES, { lists: true });
    return { text: `status ${text}`, trace: ({ info }) => test(info.state) };
  },
  (random) => {
    const [text, test] = textTest(random, ['req-1', 'req-22', 'req-3'], { lists: true });
    return { text: `client_request_id ${text}`, trace: ({ info }) => test(info.clientRequestId) };
  },
  (random) => {
    const [text, test] = textTest(random, [traceIdOf(1), traceIdOf(50)], { lists: true });
    return { text: `request_id ${text}`, trace: ({ info }) => test(info.traceId) };
  },
  (random) => {
    const key = pick(random, [...KEYS, 'missing']);
    const [text, test] = textTest(random, ENVS);
    return { text: `tags.\`${key}\` ${text}`, trace: ({ info }) => test(info.tags[key]) };
  },
  (random) => {
    const [text, test] = textTest(random, SESSIONS);
    return {
      text: `metadata.mlflow.trace.session ${text}`,
      trace: ({ info }) => test(info.metadata['mlflow.trace.session']),
    };
  },
  (random) => {
    const [text, test] = textTest(random, NAMES, { lists: true });
    return { text: `span.name ${text}`, span: ({ name }) => test(name) };
  },
  (random) => {
    const [text, test] = textTest(random, TYPES, { lists: true });
    return { text: `span.type ${text}`, span: ({ attributes }) => test(attributes['mlflow.spanType'] as string) };
  },
  (random) => {
    const [text, test] = textTest(random, ['OK', 'ERROR', 'UNSET'], { lists: true });
    return { text: `span.status ${text}`, span: ({ status }) => test(status.code) };
  },
  (random) => {
    const [text, test] = textTest(random, MODELS, { lists: true });
    return {
      text: `span.attributes.model ${text}`,
      span: ({ attributes }) => test(attributes['model'] as string | undefined),
    };
  },
  (random) => {
    const word = pick(random, [...WORDS, 'absent', 'xyzzy plugh']);
    const from = Math.floor(random() * 3);
    const part = word.slice(from, from + 2 + Math.floor(random() * 6));
    const question = (span: SpanData) =>
      (span.attributes['mlflow.spanInputs'] as { readonly question: string }).question;
    // The store looks at all texts of a span: these parts stand in none but the question.
    if (part.length < 4 || part.includes('%')) return { text: 'tags.never IS NULL' };
    return { text: `trace.text LIKE '%${part}%'`, span: (span) => naiveLike(`%${part}%`, question(span)) };
  },
  (random) => {
    const value = Math.floor(random() * 10) / 10;
    const operator = pick(random, ['>', '>=', '<', '<=']);
    const test = (score: JsonValue) => typeof score === 'number' && compare[operator]!(score, value);
    return { text: `feedback.score ${operator} ${value}`, trace: (trace) => assessed(trace, 'score').some(test) };
  },
  (random) => {
    const value = pick(random, ['true', 'false']);
    return {
      text: `feedback.correct = '${value}'`,
      trace: (trace) => assessed(trace, 'correct').map(String).includes(value),
    };
  },
  () => ({ text: 'feedback.correct IS NULL', trace: (trace) => assessed(trace, 'correct').length === 0 }),
];

function assessed({ info }: TraceData, wanted: string): readonly JsonValue[] {
  return (info.assessments ?? []).filter(({ name, valid }) => valid && name === wanted).map(({ value }) => value);
}

/** One to three random conditions. */
export function randomConditions(random: Random): readonly NaiveCondition[] {
  return Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(random, MAKERS)(random));
}
