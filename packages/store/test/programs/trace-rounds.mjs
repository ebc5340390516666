// Makes one trace of random text a round and writes the round's number: node trace-rounds.mjs <path> <rounds>
import * as mlflow from '@spanwright/core';
import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';

const [path, rounds] = process.argv.slice(2);
mlflow.setTrackingUri(`sqlite:${path}`);
const work = mlflow.trace((round, _text) => round, { name: 'round' });
for (let round = 0; round < Number(rounds); round++) {
  writeSync(1, `${work(round, randomBytes(20_000).toString('hex'))}\n`);
  await mlflow.flush();
}
