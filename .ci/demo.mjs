// The README's demo command in a fresh clone with an empty HOME, then the command that the demo itself ends with.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { report } from '../scripts/lib/report.mjs';
import { run } from '../scripts/lib/run.mjs';
import { withScratchFolder } from '../scripts/lib/scratch-folder.mjs';
import { root } from '../scripts/lib/workspace.mjs';

const MAX_SECONDS = 20;
const [install, demo] = process.argv[2].split('&&');

function timed(command, options) {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync('bash', ['-c', command], { encoding: 'utf8', ...options });
  const seconds = (performance.now() - started) / 1000;
  console.log(`$ ${command.trim()}\n${stdout}${stderr}(${seconds.toFixed(1)} s)\n`);
  return { seconds, stdout, problems: status === 0 ? [] : [`'${command.trim()}' ended with ${status}`] };
}

function perform(scratch) {
  const cwd = join(scratch, 'spanwright');
  const options = { cwd, env: { ...process.env, HOME: join(scratch, 'home') } };
  mkdirSync(options.env.HOME);
  run('git', ['clone', '--quiet', root, cwd]);
  const installed = timed(install, options);
  const shown = timed(demo, options);
  const [again] = /npx spanwright traces get \S+/.exec(shown.stdout) ?? [];
  return {
    installed,
    shown,
    problems: [
      ...installed.problems,
      ...shown.problems,
      ...(again ? timed(again, options).problems : ["the demo does not name the 'npx spanwright traces get' command"]),
    ],
  };
}

const isSlow = ({ shown }) => shown.seconds > MAX_SECONDS;

let performed = await withScratchFolder('demo', perform);
// The machine may have done something else meanwhile.
if (isSlow(performed) && performed.problems.length === 0) performed = await withScratchFolder('demo', perform);
const { installed, shown, problems } = performed;
report(
  [...problems, ...(isSlow(performed) ? [`the demo took ${shown.seconds.toFixed(1)} s, at most ${MAX_SECONDS}`] : [])],
  `npm ci ${installed.seconds.toFixed(1)} s, demo ${shown.seconds.toFixed(1)} s`,
);
