'use strict';
// Collects what is traced and prints, on demand, the names of the spans.
const { setTimeout: pause } = require('node:timers/promises');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');
const mlflow = require('@spanwright/core');
const { setTraceExporter } = require('@spanwright/core/kit');

const names = [];
setTraceExporter({
  export: async (traces) => {
    for (const { spans } of traces) names.push(...spans.map(({ name }) => name));
  },
  close: async () => {},
});

/** Collects garbage until so many spans have come, or for a long while; in any case for some rounds. */
exports.collectUntil = async (count) => {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc');
  for (let round = 0; round < 24 || (round < 400 && names.length < count); round += 1) {
    await pause(20);
    gc();
    await mlflow.flush();
  }
};

exports.printSpans = async () => {
  await mlflow.flush();
  console.log(names.splice(0).sort().join(', ') || 'nothing');
};
