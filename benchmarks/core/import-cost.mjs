// What `import` of core and of an integration, and `autolog()`, cost a program that has the library loaded:
//   npm run build && node benchmarks/core/import-cost.mjs [--rounds N]
// A process for each sample, the two module formats in turn, measured inside the program. On Node.js 20 without the import
// hook, which starts a thread there.
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { tellGoal } from '../lib/goals.mjs';
import { median } from '../lib/paired.mjs';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '21' }, goals: { type: 'boolean', default: false } },
});
const GOALS = { ms: 6, mb: 3 };

// The first look at the clock loads a part of Node.js.
const measured = (load) => `
  performance.now();
  const rss = process.memoryUsage().rss;
  const start = performance.now();
  ${load}
  openai.autolog({ loader: ${!process.version.startsWith('v20.')} });
  const ms = performance.now() - start;
  console.log(JSON.stringify({ ms, mb: (process.memoryUsage().rss - rss) / 1e6 }));`;

const programs = {
  CommonJS: [
    'commonjs',
    `require('openai');${measured("require('@spanwright/core'); const openai = require('@spanwright/openai');")}`,
  ],
  'ES module': [
    'module',
    `import 'openai';${measured("await import('@spanwright/core'); const openai = await import('@spanwright/openai');")}`,
  ],
};

function sample([type, program]) {
  const args = [`--input-type=${type}`, '--eval', program];
  return JSON.parse(execFileSync(process.execPath, args, { cwd: import.meta.dirname, encoding: 'utf8' }));
}

const samples = Object.fromEntries(Object.keys(programs).map((name) => [name, []]));
for (let round = 0; round < Number(values.rounds); round += 1) {
  for (const [name, program] of Object.entries(programs)) samples[name].push(sample(program));
}

const figures = (all, key) => {
  const numbers = all.map((one) => one[key]);
  return `${median(numbers).toFixed(1)} (least ${Math.min(...numbers).toFixed(1)})`;
};
console.log(`node ${process.version}; goals: at most ${GOALS.ms} ms and ${GOALS.mb} MB`);
for (const [name, all] of Object.entries(samples))
  console.log(`${name}: ${figures(all, 'ms')} ms, ${figures(all, 'mb')} MB`);

if (values.goals) {
  for (const [name, all] of Object.entries(samples)) {
    const middle = (key) => median(all.map((one) => one[key]));
    tellGoal({ name: `import and autolog(), ${name}`, figure: middle('ms'), atMost: GOALS.ms, unit: 'ms' });
    tellGoal({ name: `memory of it, ${name}`, figure: middle('mb'), atMost: GOALS.mb, unit: 'MB' });
  }
}
