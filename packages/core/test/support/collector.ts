import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@spanwright/fixtures';
import { type OtlpSpanGroup, spansFromOtlp } from '../../src/model/index.ts';

/** A running OpenTelemetry Collector. */
export interface Collector {
  /** Endpoints by protocol. */
  readonly endpoints: { readonly [protocol: string]: string };
  /** What it has written, once there are `count` spans. */
  received(count: number): Promise<readonly OtlpSpanGroup[]>;
  stop(): Promise<void>;
}

/** Starts the collector that `SPANWRIGHT_OTELCOL` names, listening on free ports, writing into a file. */
export async function startCollector(): Promise<Collector> {
  const binary = process.env['SPANWRIGHT_OTELCOL'];
  if (!binary) throw new Error('Set SPANWRIGHT_OTELCOL to the path that `node .ci/collector.mjs` prints.');
  const folder = await mkdtemp(join(tmpdir(), 'spanwright-otelcol-'));
  const [grpc, http] = [await freePort(), await freePort()];
  await writeFile(join(folder, 'config.yaml'), config(folder, grpc, http));
  const child = spawn(binary, ['--config', join(folder, 'config.yaml')], { stdio: ['ignore', 'ignore', 'pipe'] });
  await new Promise<void>((resolve, reject) => {
    let log = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      log += text;
      if (log.includes('Everything is ready')) resolve();
    });
    child.on('error', reject).on('exit', () => reject(new Error(log)));
  });
  return {
    endpoints: {
      grpc: `http://127.0.0.1:${grpc}`,
      'http/protobuf': `http://127.0.0.1:${http}`,
      'http/json': `http://127.0.0.1:${http}`,
    },
    received: (count) => readSpans(join(folder, 'spans.json'), count),
    stop: async () => {
      child.removeAllListeners('exit');
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function readSpans(file: string, count: number): Promise<readonly OtlpSpanGroup[]> {
  for (;;) {
    const text = await readFile(file, 'utf8').catch(() => '');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    const groups = whole
      .split('\n')
      .filter(Boolean)
      .flatMap((line) => spansFromOtlp(JSON.parse(line) as object));
    if (groups.reduce((sum, { spans }) => sum + spans.length, 0) >= count) return groups;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function config(folder: string, grpc: number, http: number): string {
  return JSON.stringify({
    receivers: {
      otlp: {
        protocols: { grpc: { endpoint: `127.0.0.1:${grpc}` }, http: { endpoint: `127.0.0.1:${http}` } },
      },
    },
    processors: { batch: { timeout: '50ms' } },
    exporters: { file: { path: join(folder, 'spans.json'), flush_interval: '50ms' } },
    service: {
      telemetry: { metrics: { level: 'none' } },
      pipelines: { traces: { receivers: ['otlp'], processors: ['batch'], exporters: ['file'] } },
    },
  });
}
