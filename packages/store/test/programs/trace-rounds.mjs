// Makes one trace of random text a round and writes the round's number; after one of them it waits until standard input
// says something: node trace-rounds.mjs <path> <rounds> <round to wait after>
import * as mlflow from '@spanwright/core';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { writeSync } from 'node:fs';

const [path, rounds, last] = process.argv.slice(2);
mlflow.setTrackingUri(`sqlite:${path}`);
const work = mlflow.trace((round, _text) => round, { name: 'round' });
for (let round = 0; round < Number(rounds); round++) {
  writeSync(1, `${work(round, randomBytes(20_000).toString('hex'))}\n`);
  await mlflow.flush();
  if (round === Number(last)) await once(process.stdin, 'data');
}
process.stdin.destroy();
