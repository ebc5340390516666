/** The numbers of jest's closing line: `Tests: 1 failed, 2 skipped, 30 passed, 33 total`. */
function jestNumbers(log) {
  const [, closing = ''] = [...log.matchAll(/^Tests:\s+(.*)$/gm)].at(-1) ?? [];
  const count = (kind) => Number(new RegExp(`(\\d+) ${kind}`).exec(closing)?.[1] ?? 0);
  return { passed: count('passed'), notPassed: count('failed') + count('skipped') + count('todo') };
}

/**
 * How many tests of a step passed and failed. What was skipped has failed; so has a step that ran no test.
 * @param {import('./steps.mjs').Step} step
 * @param {import('./run-step.mjs').Outcome} outcome
 */
export function countTests({ counts }, { ok, log }) {
  if (counts !== 'jest') return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
  const { passed, notPassed } = jestNumbers(log);
  return { passed, failed: notPassed === 0 && (!ok || passed === 0) ? 1 : notPassed };
}
