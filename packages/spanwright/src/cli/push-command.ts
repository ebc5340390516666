import {
  AttachmentFolder,
  createDelivery,
  createRestBackend,
  parseTrackingUri,
  readRestSettings,
  RestClient,
} from '@spanwright/core/kit';
import { parseFilter, TracingError } from '@spanwright/core/model';
import { Command, Option } from 'commander';
import { PushState } from '../push/push-state.ts';
import { type PushOptions, pushTraces } from '../push/push-traces.ts';
import { databaseOption } from './database-option.ts';
import { chooseDatabase } from './database-path.ts';
import { printLines } from './print.ts';
import { ProgressLine } from './progress-line.ts';
import { withStore } from './with-store.ts';

interface PushCommandOptions {
  readonly db?: string;
  readonly to: string;
  readonly filter?: string;
}

/** `spanwright push`. */
export function pushCommand(): Command {
  return new Command('push')
    .description(
      'copy traces to an MLflow server, with their experiments, runs, assessments and attachments; an interrupted push goes on where it was',
    )
    .addOption(new Option('--to <uri>', 'the server, as http://127.0.0.1:5000').makeOptionMandatory())
    .option('--filter <filter>', "which traces: MLflow's search filter, as \"tags.env = 'prod'\"")
    .addOption(databaseOption())
    .action(push);
}

async function push({ db, to, filter }: PushCommandOptions): Promise<void> {
  const { path } = chooseDatabase(db ?? localDatabase());
  const server = connect(serverUri(to));
  const state = new PushState(path, [...server.identity, filter ?? '']);
  try {
    await withStore(path, async (store) => {
      const source = { store, attachments: new AttachmentFolder(`${path}-attachments`), state };
      const total = filter === undefined ? (await store.getStats()).traces : undefined;
      const traces = await pushShowing({ ...source, ...server, ...(filter && { filter: parseFilter(filter) }) }, total);
      printLines([`${traces.toLocaleString('en')} traces are at ${to}.`]);
    });
  } finally {
    server.close();
  }
}

async function pushShowing(options: Omit<PushOptions, 'onProgress'>, total: number | undefined): Promise<number> {
  const progress = new ProgressLine('traces', total);
  let pushed = 0;
  try {
    return await pushTraces({ ...options, onProgress: (traces) => progress.show((pushed = traces)) });
  } catch (error) {
    throw interrupted(error, pushed);
  } finally {
    progress.end();
  }
}

interface Server extends Pick<PushOptions, 'deliverer' | 'server'> {
  /** What tells it from others. */
  readonly identity: readonly string[];
  close(): void;
}

function connect(uri: string): Server {
  const rest = readRestSettings(uri);
  const client = new RestClient(rest);
  const deliverer = createDelivery(rest);
  return {
    deliverer,
    server: createRestBackend(client),
    identity: [rest.uri, rest.headers['x-mlflow-workspace'] ?? ''],
    close: () => {
      deliverer.close();
      client.close();
    },
  };
}

// With the server in MLFLOW_TRACKING_URI, the database is the default one.
function localDatabase(): string | undefined {
  const uri = process.env['MLFLOW_TRACKING_URI'];
  return uri && /^https?:/i.test(uri) ? 'spanwright.db' : undefined;
}

function serverUri(uri: string): string {
  const target = parseTrackingUri(uri);
  if (target.kind === 'server') return target.uri;
  throw new TracingError(
    'INVALID_TRACKING_URI',
    `--to names no server: "${uri}". Write it like http://127.0.0.1:5000.`,
  );
}

function interrupted(error: unknown, pushed: number): unknown {
  if (!(error instanceof TracingError) || error.code === 'INVALID_PARAMETER_VALUE') return error;
  const message = `${error.message} ${pushed} traces were pushed; the same command goes on from there.`;
  return new TracingError(error.code, message, { cause: error });
}
