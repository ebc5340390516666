// Three processes, one trace: each starts the next inside its span, and says by a header where it is.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { getTracingContextHeaders, withSpan, withTracingContext } from '@spanwright/core';

const names = ['client', 'server', 'database'];
const level = Number(process.argv[2] ?? 0);

function work() {
  withSpan({ name: names[level], inputs: { level } }, () => {
    if (level === names.length - 1) return;
    const { traceparent } = getTracingContextHeaders();
    const args = [fileURLToPath(import.meta.url), String(level + 1)];
    const { status } = spawnSync(process.execPath, args, { env: { ...process.env, traceparent }, stdio: 'inherit' });
    if (status !== 0) throw new Error(`level ${level + 1} failed`);
  });
}

const { traceparent } = process.env;
if (traceparent) withTracingContext({ traceparent }, work);
else work();
