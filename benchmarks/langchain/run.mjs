// Time that tracing adds to `prompt | fake model | parser` (4 runs per invoke), beside other tracers in the same run:
//   npm ci --prefix benchmarks/langchain && node benchmarks/langchain/run.mjs [--rounds N] [--calls N] [--only NAME,…] [--als]
// `--als`: in programs that have AsyncLocalStorage switched on, as LangGraph, LangSmith and OpenTelemetry do.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { addedTimes, measureRounds, median, startSubjects, stopSubjects } from '../lib/paired.mjs';
import { subjects } from './subjects.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '11' },
    calls: { type: 'string', default: '1000' },
    only: { type: 'string', default: Object.keys(subjects).join() },
    als: { type: 'boolean', default: false },
  },
});
const PEERS = ['traceloop', 'openinference', 'langfuse', 'langsmith'];

const names = values.only.split(',');
const started = await startSubjects(join(import.meta.dirname, 'subject-process.mjs'), names, {
  args: [values.calls, values.als ? 'als' : ''],
  env: { LANGCHAIN_TRACING_V2: 'false', LANGSMITH_TRACING: 'false' },
});
const rounds = await measureRounds(started, Number(values.rounds));
stopSubjects(started);

const table = Object.fromEntries(names.map((name) => [name, addedTimes(rounds, name)]));
const ours = table.spanwright?.['wall µs'];
const best = Math.min(...PEERS.filter((name) => name in table).map((name) => table[name]['wall µs']));
console.log(`node ${process.version}, base ${median(rounds.map(({ none }) => none.wallUs)).toFixed(1)} µs`);
console.table(table);
if (ours !== undefined) {
  console.log(`of the best peer: ${(ours / best).toFixed(2)} (goal: at most 0.5)`);
  console.log(`of an empty handler: ${(ours / table['empty handler']?.['wall µs']).toFixed(2)} (goal: at most 1.5)`);
}
console.log(JSON.stringify({ node: process.version, calls: Number(values.calls), als: values.als, rounds }));
