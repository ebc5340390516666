// What a program's own calls cost while its MLflow server is away, beside the same calls while it is there:
//   npm run build && node benchmarks/outage/run.mjs [--rounds N] [--runs N] [--only request|span] [--json]
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureRounds, median, startSubjects, stopSubjects } from '../lib/paired.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '11' },
    runs: { type: 'string', default: '20' },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

const GOAL = 1.05;
const NOWHERE = 'http://127.0.0.1:1';
const MEASUREMENTS = {
  request: 'a traced request over HTTP to a provider that answers at once',
  span: 'a traced function that does nothing, with inputs and outputs',
};

const tags = { 'mlflow.trace.spansLocation': 'TRACKING_STORE', 'mlflow.artifactLocation': 'mlflow-artifacts:/0/x' };

/** Answers as an MLflow server that has taken everything, and as a provider. */
async function startServer() {
  const server = createServer((incoming, response) => {
    incoming.resume().on('end', () => {
      if (incoming.url.endsWith('/v1/traces')) return response.writeHead(200).end();
      const answer = incoming.url.includes('experiments')
        ? { experiment: { experiment_id: '0', name: 'Default' } }
        : { trace: { trace_info: { trace_id: 'tr-0', tags } } };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server;
}

async function measure(what, url, folder) {
  const subjects = [];
  for (const [name, uri] of Object.entries({ there: url, away: NOWHERE })) {
    const env = { MLFLOW_TRACKING_URI: uri, SPANWRIGHT_SPOOL_DIR: join(folder, name), MLFLOW_LOGGING_LEVEL: 'silent' };
    const file = join(import.meta.dirname, 'subject-process.mjs');
    subjects.push(...(await startSubjects(file, [name], { args: [what, url, values.runs], env })));
  }
  const rounds = await measureRounds(subjects, Number(values.rounds));
  const ended = subjects.map(({ child }) => once(child, 'exit'));
  stopSubjects(subjects);
  await Promise.all(ended);
  return rounds;
}

/** The middle of the ratios within each round, of the median call or the best one of a round. */
const ratioOf = (rounds, key) => median(rounds.map(({ there, away }) => away[key] / there[key]));

function show(what, rounds) {
  const [ratio, best] = [ratioOf(rounds, 'us'), ratioOf(rounds, 'bestUs')];
  const of = (name) => median(rounds.map((samples) => samples[name].us)).toFixed(2);
  console.log(`${MEASUREMENTS[what]}: ${of('there')} µs while the server is there, ${of('away')} µs while it is away`);
  console.log(
    `  ratio ${ratio.toFixed(3)} (goal ${GOAL}: ${ratio <= GOAL ? 'reached' : 'missed'}), of the best runs ${best.toFixed(3)}`,
  );
  return { what, ratio, best, rounds };
}

const server = await startServer();
const folder = mkdtempSync(join(tmpdir(), 'spanwright-bench-outage-'));
const results = [];
for (const what of values.only ? [values.only] : Object.keys(MEASUREMENTS))
  results.push(show(what, await measure(what, `http://127.0.0.1:${server.address().port}`, folder)));
if (values.json) console.log(JSON.stringify(results));
server.closeAllConnections();
server.close();
rmSync(folder, { recursive: true, force: true });
