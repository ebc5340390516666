/** A question answered with a plan, a retrieval and an answer: 10 spans, small inputs and outputs. */
const TREE = {
  name: 'answer',
  children: [
    { name: 'plan', children: [{ name: 'read memory' }, { name: 'choose tools' }] },
    { name: 'retrieve', children: [{ name: 'embed' }, { name: 'search' }] },
    { name: 'generate', children: [{ name: 'prompt' }, { name: 'model' }] },
  ],
};

const NONE = [];

function run(tracer, { name, children = NONE }, n) {
  return tracer.span(name, { question: 'Why is the sky blue?', k: n }, () => {
    for (const child of children) run(tracer, child, n);
    return { answer: 'Air scatters short waves more.', score: 0.5 };
  });
}

async function runAsync(tracer, { name, children = NONE }, n) {
  return await tracer.asyncSpan(name, { question: 'Why is the sky blue?', k: n }, async () => {
    for (const child of children) await runAsync(tracer, child, n);
    return { answer: 'Air scatters short waves more.', score: 0.5 };
  });
}

/**
 * @typedef {object} Scenario
 * @property {number} units what one call counts as
 * @property {number} perChunk calls between two flushes: no tracer's queue may be full before
 * @property {(tracer: import('./subjects.mjs').Tracer) => (count: number) => Promise<void> | void} make
 */

/** @type {Readonly<Record<string, Scenario>>} */
export const scenarios = {
  tree: {
    units: 10,
    perChunk: 50,
    make: (tracer) => (count) => {
      for (let n = 0; n < count; n += 1) run(tracer, TREE, n);
    },
  },
  'async tree': {
    units: 10,
    perChunk: 50,
    make: (tracer) => async (count) => {
      for (let n = 0; n < count; n += 1) await runAsync(tracer, TREE, n);
    },
  },
  'wrapped function': {
    units: 1,
    perChunk: 10_000,
    make: (tracer) => {
      let sum = 0;
      const add = tracer.wrap((n) => (sum += n));
      return (count) => {
        for (let n = 0; n < count; n += 1) add(n);
      };
    },
  },
};
