import { expect, it } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  config,
  flush,
  searchTraces,
  setExperiment,
  setLogger,
  setTrackingUri,
  type Trace,
  tracing,
} from '../../../src/index.ts';
import { setTraceExporter } from '../../../src/export/current-target.ts';
import { sharedSlot } from '../../../src/shared-state.ts';
import { setLogging } from './logging.ts';
import { ALL_MODES, Calls, LOGGING_MODES, type Mode } from './mode.ts';

/** What a case works with. */
export interface Case extends Pick<Calls, 'give' | 'then'> {
  readonly mode: Mode;
  /** Warnings since the case began. */
  readonly warnings: readonly string[];
  /** The traces that the case has stored, oldest first. */
  traces(): Promise<readonly Trace[]>;
  /** The only trace that the case has stored. */
  trace(): Promise<Trace>;
}

/** Numbers of cases in MLflow's conformance checklist: see docs/mlflow-conformance.md. */
type Numbers = number | readonly number[];
type Check = (of: Case) => unknown;

const uri = `sqlite:${mkdtempSync(join(tmpdir(), 'spanwright-conformance-'))}/traces.db`;
let experiments = 0;

/** Tests a case with sync and with async functions, each with asynchronous and with synchronous logging. */
export function conforms(numbers: Numbers, promise: string, check: Check): void {
  for (const mode of ALL_MODES) test(numbers, promise, `${mode.calls} functions, ${mode.logging} logging`, mode, check);
}

/** Tests a case that knows no sync and async functions, with asynchronous and with synchronous logging. */
export function conformsLogged(numbers: Numbers, promise: string, check: Check): void {
  for (const mode of LOGGING_MODES) test(numbers, promise, `${mode.logging} logging`, mode, check);
}

/** Tests a case that neither functions nor logging make a difference to. */
export function conformsOnce(numbers: Numbers, promise: string, check: Check): void {
  test(numbers, promise, '', ALL_MODES[0] as Mode, check);
}

function test(numbers: Numbers, promise: string, variant: string, mode: Mode, check: Check): void {
  const cases = [numbers].flat().join(', ');
  it(`case ${cases}: ${promise}${variant && ` (${variant})`}`, async () => {
    const warnings = freshLog();
    setTrackingUri(uri);
    setTraceExporter(undefined);
    setLogging(mode.logging);
    void setExperiment(`case ${cases}, ${(experiments += 1)}`);
    const calls = new Calls(mode);
    try {
      await check({
        mode,
        warnings,
        traces: () => traces(mode),
        trace: () => onlyTrace(mode),
        give: (make) => calls.give(make),
        then: (given, next) => calls.then(given, next),
      });
    } finally {
      tracing.enable();
      await flush();
      setLogging('async');
      setLogger();
    }
  });
}

/** A warning comes once per process: each case is a new one. */
function freshLog(): readonly string[] {
  const lines: string[] = [];
  sharedSlot('log', () => ({ said: new Set<string>() })).said.clear();
  setLogger({ warn: (line) => void lines.push(line), info: () => {} });
  return lines;
}

async function traces({ logging }: Mode): Promise<readonly Trace[]> {
  // The search itself would wait for what is on its way.
  if (logging === 'sync') expect(config.loggingStatus().queuedTraces).toBe(0);
  const found = await searchTraces({ returnType: 'list', maxResults: 500 });
  // The store orders by milliseconds.
  return [...found].sort((a, b) => Number(startOf(a) - startOf(b)));
}

function startOf(trace: Trace): bigint {
  return trace.data.spans.map(({ startTimeNs }) => startTimeNs).reduce((a, b) => (a < b ? a : b));
}

async function onlyTrace(mode: Mode): Promise<Trace> {
  const found = await traces(mode);
  expect(found).toHaveLength(1);
  return found[0] as Trace;
}
