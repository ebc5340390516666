// What `import` of core and of an integration, and `autolog()`, cost a program that uses the library:
//   npm run build && node benchmarks/core/import-cost.mjs [--rounds N]
// The programs of `import/` with and without them, in both module formats, a process each, all in turn in every round. Their
// cost is that of the whole process up to the moment behind `autolog()`, and the figure what the lowest quartiles differ by:
// whatever else the machine does only adds. Beside it stands what a program that has loaded the library measures inside. On
// Node.js 20 without the import hook, which starts a thread there.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { tellGoal } from '../lib/goals.mjs';
import { lowerQuartile } from '../lib/paired.mjs';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '41' }, goals: { type: 'boolean', default: false } },
});
const GOALS = { ms: 6, mb: 3 };

// The first look at the clock loads a part of Node.js.
const inside = (load) => `
  performance.now();
  const rss = process.memoryUsage().rss;
  const start = performance.now();
  ${load}
  openai.autolog({ loader: ${!process.version.startsWith('v20.')} });
  const ms = performance.now() - start;
  console.log(JSON.stringify({ ms, mb: (process.memoryUsage().rss - rss) / 1e6 }));`;

const evaluated = (type, program) => [`--input-type=${type}`, '--eval', program];
const file = (name) => [join(import.meta.dirname, 'import', name)];

const formats = {
  CommonJS: {
    plain: file('plain.cjs'),
    traced: file('traced.cjs'),
    inside: evaluated(
      'commonjs',
      `require('openai');${inside("require('@spanwright/core'); const openai = require('@spanwright/openai');")}`,
    ),
  },
  'ES module': {
    plain: file('plain.mjs'),
    traced: file('traced.mjs'),
    inside: evaluated(
      'module',
      `import 'openai';${inside("await import('@spanwright/core'); const openai = await import('@spanwright/openai');")}`,
    ),
  },
};

const subjects = Object.entries(formats).flatMap(([format, programs]) =>
  Object.entries(programs).map(([kind, args]) => ({ format, kind, args, samples: [] })),
);

function sample({ args, samples }) {
  samples.push(JSON.parse(execFileSync(process.execPath, args, { cwd: import.meta.dirname, encoding: 'utf8' })));
}

for (let round = 0; round < Number(values.rounds); round += 1) {
  for (const subject of round % 2 === 0 ? subjects : subjects.toReversed()) sample(subject);
}

function quartile(format, kind, key) {
  const { samples } = subjects.find((subject) => subject.format === format && subject.kind === kind);
  return lowerQuartile(samples.map((one) => one[key]));
}

console.log(`node ${process.version}; goals: at most ${GOALS.ms} ms and ${GOALS.mb} MB over the plain program`);
for (const format of Object.keys(formats)) {
  const over = (key) => quartile(format, 'traced', key) - quartile(format, 'plain', key);
  const [ms, cpu, mb] = [over('ms'), over('cpuMs'), over('mb')];
  const [insideMs, insideMb] = [quartile(format, 'inside', 'ms'), quartile(format, 'inside', 'mb')];
  console.log(
    `${format}: ${ms.toFixed(1)} ms, ${cpu.toFixed(1)} ms of CPU, ${mb.toFixed(1)} MB over the plain program, which takes ` +
      `${quartile(format, 'plain', 'ms').toFixed(0)} ms; measured inside ${insideMs.toFixed(1)} ms, ${insideMb.toFixed(1)} MB`,
  );
  if (!values.goals) continue;
  tellGoal({ name: `import and autolog(), ${format}`, figure: ms, atMost: GOALS.ms, unit: 'ms' });
  tellGoal({ name: `memory of it, ${format}`, figure: mb, atMost: GOALS.mb, unit: 'MB' });
}
