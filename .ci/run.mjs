import { countTests } from './count-tests.mjs';
import { runStep } from './run-step.mjs';
import { groups } from './steps.mjs';

const AT_A_TIME = 2;
const TAIL_LINES = 200;

const chosen = process.env.SPANWRIGHT_CI_STEPS?.split(',');
const isChosen = ({ name }) => !chosen || chosen.includes(name);

const results = [];
const blocked = () => results.some(({ step, failed }) => step.essential && failed > 0);

async function perform(step) {
  if (blocked()) return results.push({ step, passed: 0, failed: 1, seconds: 0, note: 'not run' });
  const outcome = await runStep(step).catch((error) => ({ ok: false, log: error.stack, seconds: 0 }));
  const counts = countTests(step, outcome);
  if (counts.failed > 0) console.log(`\n===== ${step.name}: ${step.command}\n${tail(outcome.log)}\n=====`);
  console.log(row({ step, seconds: outcome.seconds, ...counts }));
  return results.push({ step, seconds: outcome.seconds, ...counts, note: lastLine(outcome.log) });
}

const tail = (log) => log.trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
const lastLine = (log) => /^ok: (.*)$/m.exec(log)?.[1] ?? '';

const row = ({ step, seconds, passed, failed, note = '' }) =>
  `${step.name.padEnd(18)}${seconds.toFixed(1).padStart(8)} s ${String(passed).padStart(6)} passed ${String(failed).padStart(4)} failed  ${note}`.trimEnd();

/** Takes steps from one queue until it is empty. */
async function work(queue) {
  for (let step = queue.shift(); step; step = queue.shift()) await perform(step);
}

for (const group of groups) {
  const queue = group.filter(isChosen);
  await Promise.all(Array.from({ length: AT_A_TIME }, () => work(queue)));
}

const sum = (key) => results.reduce((total, result) => total + result[key], 0);
console.log(`\n${results.map(row).join('\n')}\n`);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') > 0 || results.length === 0 ? 1 : 0;
