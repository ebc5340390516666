// A real OpenTelemetry Collector, built from its Go modules into CI's cache by its own builder.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BUILDER = 'go.opentelemetry.io/collector/cmd/builder@v0.159.0';
const manifest = join(import.meta.dirname, 'collector-builder.yaml');

/** Path of the collector's binary; built by running this file. */
export function collectorBinary() {
  const cache = process.env.SPANWRIGHT_CACHE ?? join(homedir(), '.cache', 'spanwright-ci');
  const hash = createHash('sha256').update(BUILDER).update(readFileSync(manifest)).digest('hex').slice(0, 12);
  return join(cache, `otelcol-${process.platform}-${process.arch}-${hash}`, 'otelcol');
}

function build(binary) {
  const folder = `${join(binary, '..')}.building-${process.pid}`;
  mkdirSync(folder, { recursive: true });
  copyFileSync(manifest, join(folder, 'builder.yaml'));
  try {
    run('go', ['install', BUILDER], folder);
    run(join(folder, 'bin', 'builder'), ['--config', 'builder.yaml'], folder);
    mkdirSync(join(binary, '..'), { recursive: true });
    // Whole or not at all: another run may look for it meanwhile.
    renameSync(join(folder, 'build', 'otelcol'), binary);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(command, args, folder) {
  // The modules are writable, so that the folder can be removed; nothing is left in the developer's own Go folders.
  const env = {
    ...process.env,
    GOFLAGS: '-modcacherw',
    GOPATH: join(folder, 'go'),
    GOCACHE: join(folder, 'cache'),
    GOBIN: join(folder, 'bin'),
  };
  const { status, error } = spawnSync(command, args, { cwd: folder, env, stdio: 'inherit' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed`, { cause: error });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const binary = collectorBinary();
  if (!existsSync(binary)) build(binary);
  console.log(binary);
}
