import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Names the command that shows the traces in the browser. */
export function tellOfViewer() {
  console.log('\nLook at them in the browser: npx spanwright ui, then http://127.0.0.1:5173');
}

/** Runs `npx spanwright ui` on the database that this program has written to; it prints its address. */
export function startViewer() {
  const folder = join(createRequire(import.meta.url).resolve('spanwright/package.json'), '..');
  console.log();
  spawn(process.execPath, [join(folder, 'bin', 'spanwright.js'), 'ui'], { stdio: 'inherit' });
}
