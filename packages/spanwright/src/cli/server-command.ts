import { TracingError } from '@spanwright/core/model';
import type { Credentials } from '@spanwright/server';
import { Command, Option } from 'commander';
import { servedDatabaseOption } from './database-option.ts';
import { parsePort } from './parse-amount.ts';
import { credentialsFor, openBacking } from './server-options.ts';
import { keepProcessSmall } from './small-process.ts';

const HELP = `
MLflow clients use it as their tracking server, OpenTelemetry's send to its /v1/traces:
  $ spanwright server --port 5000
  $ MLFLOW_TRACKING_URI=http://127.0.0.1:5000 python app.py
  $ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://127.0.0.1:5000/v1/traces OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf …

For a team: a token, and a database that can be backed up. TLS is the business of a proxy in front of it.
  $ SPANWRIGHT_SERVER_TOKEN=… spanwright server --host 0.0.0.0 --db postgresql://user@db/traces`;

interface Options extends Credentials {
  readonly host: string;
  readonly port: number;
  readonly db?: string;
  readonly artifacts?: string;
  readonly allowedHosts?: string;
  readonly readOnly?: true;
}

/** `spanwright server`. */
export function serverCommand(): Command {
  return new Command('server')
    .description("serve the traces: MLflow's REST API, OTLP in, and the viewer")
    .option('--host <address>', 'address to listen on; others than this machine need a token', '127.0.0.1')
    .option('--port <number>', 'port to listen on', parsePort, 5000)
    .addOption(servedDatabaseOption())
    .option('--artifacts <folder>', 'where artifacts and models are kept (default: beside the database)')
    .addOption(new Option('--token <token>', 'what clients have to show').env('SPANWRIGHT_SERVER_TOKEN'))
    .addOption(new Option('--user <name>', 'or a user').env('SPANWRIGHT_SERVER_USER'))
    .addOption(new Option('--password <password>', 'with a password').env('SPANWRIGHT_SERVER_PASSWORD'))
    .option('--allowed-hosts <names>', 'names under which the server may be called, with commas between; * for any')
    .option('--read-only', 'refuse everything that changes something')
    .addHelpText('after', HELP)
    .action(run);
}

async function run({ host, port, db, artifacts, allowedHosts, readOnly, ...given }: Options): Promise<void> {
  keepProcessSmall();
  if ((given.user === undefined) !== (given.password === undefined))
    throw new TracingError('INVALID_PARAMETER_VALUE', 'A user needs a password: give both --user and --password.');
  const { credentials, made } = credentialsFor(given, host);
  const options = {
    ...openBacking(db, artifacts, readOnly ? 'read' : 'write'),
    host,
    port,
    credentials,
    allowedHosts: allowedHosts?.split(',').map((name) => name.trim()) ?? [],
    readOnly: readOnly ?? false,
  };
  const { serve } = await import('./serve.ts');
  await serve(options, ({ url }) => [
    `The traces of ${options.database} are at ${url}`,
    ...(made
      ? [`Only with this token: ${credentials.token}`, `Log in at ${url}/login?token=${credentials.token}`]
      : []),
  ]);
}
