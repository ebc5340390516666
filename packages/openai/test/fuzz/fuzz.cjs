'use strict';
const assert = require('node:assert');
const { caseOf, outcomeOf } = require('./cases.cjs');

/**
 * Runs the cases of the seeds from `first` on, untraced and traced, and returns what differs: results, what is printed,
 * unhandled rejections, spans that are not one and ended. `trace` switches tracing on and returns its undo, `take` gives
 * the spans.
 */
async function fuzz({ openai, recordings, first, count, trace, take }) {
  const unhandled = [];
  const printed = [];
  const note = (reason) => void unhandled.push(String(reason));
  const print = console.error;
  process.on('unhandledRejection', note);
  // The client prints what it cannot parse.
  console.error = (...parts) => void printed.push(parts.map(String));
  const seeds = Array.from({ length: count }, (_, index) => first + index);
  const run = async (seed) => {
    unhandled.length = 0;
    printed.length = 0;
    const outcome = await outcomeOf(caseOf(seed, recordings), openai);
    await new Promise(setImmediate);
    return { outcome, unhandled: [...unhandled], printed: [...printed] };
  };
  const untraced = [];
  for (const seed of seeds) untraced.push(await run(seed));
  const problems = [];
  const undo = trace();
  for (const [index, seed] of seeds.entries()) {
    const traced = await run(seed);
    const spans = await take();
    const problem = problemOf(untraced[index], traced, spans);
    if (problem) problems.push({ seed, recording: caseOf(seed, recordings).name, problem });
  }
  undo();
  console.error = print;
  process.off('unhandledRejection', note);
  return problems;
}

function problemOf(untraced, traced, spans) {
  try {
    assert.deepStrictEqual(traced, untraced);
  } catch (error) {
    return error.message;
  }
  const ended = spans.filter(({ endTimeNs }) => endTimeNs !== undefined).length;
  return spans.length === 1 && ended === 1 ? undefined : `${spans.length} spans, ${ended} of them ended`;
}

module.exports = { fuzz };
