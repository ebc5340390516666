'use strict';
// Collects traces from now on; `printTraces` prints their spans as an indented list, and their tokens.
const { flush } = require('@spanwright/core');
const { setTraceExporter } = require('@spanwright/core/kit');

const parts = [];
setTraceExporter({ export: async (batch) => void parts.push(...structuredClone(batch)), close: async () => {} });

/** The metadata of every trace so far. */
exports.metadataOfTraces = async () => {
  await flush();
  return parts.map((trace) => trace.info.metadata);
};

exports.printTraces = async () => {
  await flush();
  const spans = parts.flatMap((trace) => trace.spans).toSorted((a, b) => Number(a.startTimeNs - b.startTimeNs));
  const lines = (parent, indent) =>
    spans
      .filter(({ parentSpanId }) => parentSpanId === parent)
      .flatMap(({ name, spanId, status }) => [
        `${indent}${name}${status.code === 'OK' ? '' : ` ${status.code}`}`,
        ...lines(spanId, `${indent}  `),
      ]);
  const tokens = parts.flatMap(({ info }) => info.metadata['mlflow.trace.tokenUsage'] ?? []);
  console.log([...lines(undefined, ''), ...tokens.map((text) => `${JSON.parse(text).total_tokens} tokens`)].join('\n'));
};
