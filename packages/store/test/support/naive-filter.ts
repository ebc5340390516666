import type { TraceData } from '@spanwright/core/model';

/** One condition as the generator makes it: its text, and what it means, written down independently of the store. */
export interface NaiveCondition {
  readonly text: string;
  /** On the trace as a whole. */
  readonly trace?: (trace: TraceData) => boolean;
  /** On one of its spans: the same one for all such conditions. */
  readonly span?: (span: TraceData['spans'][number]) => boolean;
}

/** Numbers from a seed: the same every time. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Random = () => number;

/** One of a list. */
export function pick<T>(random: Random, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)]!;
}

/** Which traces pass all conditions, newest first. */
export function naiveSearch(traces: readonly TraceData[], conditions: readonly NaiveCondition[]): readonly string[] {
  const passes = (trace: TraceData): boolean => {
    if (!conditions.every(({ trace: test }) => test?.(trace) ?? true)) return false;
    const tests = conditions.flatMap(({ span }) => (span ? [span] : []));
    return tests.length === 0 || trace.spans.some((span) => tests.every((test) => test(span)));
  };
  return [...traces]
    .filter(passes)
    .sort((a, b) => b.info.requestTimeMs - a.info.requestTimeMs)
    .map(({ info }) => info.traceId);
}

/** `LIKE`, by walking pattern and text side by side. */
export function naiveLike(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  if (pattern[0] === '%') {
    for (let i = 0; i <= text.length; i++) if (naiveLike(pattern.slice(1), text.slice(i))) return true;
    return false;
  }
  return text !== '' && (pattern[0] === '_' || pattern[0] === text[0]) && naiveLike(pattern.slice(1), text.slice(1));
}

type TextTest = readonly [text: string, test: (value: string | undefined) => boolean];

/** A random comparison of a text that may be missing. */
export function textTest(
  random: Random,
  values: readonly string[],
  options: { readonly lists?: boolean } = {},
): TextTest {
  const value = pick(random, values);
  const quoted = `'${value}'`;
  const has = (test: (text: string) => boolean) => (text: string | undefined) => text !== undefined && test(text);
  const part = value.slice(Math.floor(random() * 2), 1 + Math.floor(random() * value.length));
  const pattern = pick(random, [`%${part}%`, `${part}%`, `%${part}`, value.replace(/.$/s, '_'), '%']);
  const choices: TextTest[] = [
    [`= ${quoted}`, has((text) => text === value)],
    [`!= ${quoted}`, has((text) => text !== value)],
    [`LIKE '${pattern}'`, has((text) => naiveLike(pattern, text))],
    [`ILIKE '${pattern.toUpperCase()}'`, has((text) => naiveLike(pattern.toLowerCase(), text.toLowerCase()))],
    [`RLIKE '^${value}$'`, has((text) => text === value)],
  ];
  const other = pick(random, values);
  const lists: TextTest[] = [
    [`IN (${quoted}, '${other}')`, has((text) => text === value || text === other)],
    [`NOT IN (${quoted}, '${other}')`, has((text) => text !== value && text !== other)],
  ];
  const presence: TextTest[] = [
    ['IS NULL', (text) => text === undefined],
    ['IS NOT NULL', (text) => text !== undefined],
  ];
  return pick(random, [...choices, ...(options.lists ? lists : presence)]);
}
