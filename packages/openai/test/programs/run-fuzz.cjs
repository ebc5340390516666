'use strict';
// Fuzzes one major of openai in this process and prints, as JSON, what differed. Arguments: the module format to load
// openai in (`esm` or `cjs`), the folder of recordings, the first seed, how many.
const { readdirSync, readFileSync } = require('node:fs');
const { basename, join } = require('node:path');
const { flush } = require('@spanwright/core');
const { setTraceExporter } = require('@spanwright/core/kit');
const { fuzz } = require('./fuzz.cjs');

const [format, folder, first, count] = process.argv.slice(2);
const recordings = new Map(
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => [basename(file, '.json'), JSON.parse(readFileSync(join(folder, file), 'utf8'))]),
);

async function main() {
  const openai = format === 'esm' ? await import('openai') : require('openai');
  const { autolog } = format === 'esm' ? await import('@spanwright/openai') : require('@spanwright/openai');
  const spans = [];
  setTraceExporter({
    export: async (traces) => void spans.push(...structuredClone(traces).flatMap((trace) => trace.spans)),
    close: async () => {},
  });
  const problems = await fuzz({
    openai,
    recordings,
    first: Number(first),
    count: Number(count),
    trace: () => {
      autolog({ loader: false });
      return () => autolog({ disable: true });
    },
    take: async () => {
      await flush();
      return spans.splice(0);
    },
  });
  console.log(JSON.stringify(problems));
}

void main();
