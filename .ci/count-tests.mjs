import { stripVTControlCharacters } from 'node:util';

/** The numbers of jest's closing line: `Tests: 1 failed, 2 skipped, 30 passed, 33 total`. */
function jestNumbers(log) {
  const lines = stripVTControlCharacters(log).matchAll(/^Tests:\s+(.*)$/gm);
  const sums = { passed: 0, failed: 0, skipped: 0, todo: 0 };
  for (const [, line] of lines) {
    for (const [, count, kind] of line.matchAll(/(\d+) (passed|failed|skipped|todo)/g)) sums[kind] += Number(count);
  }
  return sums;
}

/**
 * How many tests of a step passed and failed. What was skipped has failed; so has a step that ran no test.
 * @param {import('./steps.mjs').Step} step
 * @param {import('./run-step.mjs').Outcome} outcome
 */
export function countTests({ counts }, { ok, log }) {
  if (counts !== 'jest') return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
  const { passed, failed, skipped, todo } = jestNumbers(log);
  const notPassed = failed + skipped + todo;
  return { passed, failed: notPassed === 0 && (!ok || passed === 0) ? 1 : notPassed };
}
