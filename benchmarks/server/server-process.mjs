import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../packages/spanwright/bin/spanwright.js', import.meta.url));

/** Starts `spanwright server` on a free port, as its users do. */
export async function startServer(database) {
  const child = spawn(process.execPath, [BIN, 'server', '--db', database, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // It would outlive a run that breaks off.
  process.once('exit', () => child.kill());
  const url = await new Promise((resolve, reject) => {
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said += text;
      const found = /http:\/\/\S+/.exec(said)?.[0];
      if (found) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${said}`)));
  });
  return {
    url,
    /** Megabytes of memory that the process has just now; Linux only. */
    rssMb: () =>
      Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024),
    /** Seconds of processor time that it has used, all threads together; Linux only. */
    cpuSeconds: () => {
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ');
      return (Number(fields[11]) + Number(fields[12])) / 100;
    },
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', resolve);
        child.kill('SIGTERM');
      }),
  };
}
