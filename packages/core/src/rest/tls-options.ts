import type { AgentOptions } from 'node:https';
import { TracingError } from '../model/index.ts';
import type { TlsSettings } from './settings.ts';

/**
 * Node's options for TLS. Certificates are read from their files.
 * @throws TracingError INVALID_PARAMETER_VALUE where one cannot be read.
 */
export function tlsOptions({ insecure, serverCertPath, clientCertPath }: TlsSettings): AgentOptions {
  const client = clientCertPath === undefined ? undefined : read(clientCertPath, 'MLFLOW_TRACKING_CLIENT_CERT_PATH');
  return {
    ...(insecure && { rejectUnauthorized: false }),
    ...(serverCertPath !== undefined && !insecure && { ca: trusted(serverCertPath) }),
    ...(client !== undefined && { cert: client, key: client }),
  };
}

// As Python's requests: a file, or a folder of them.
function trusted(path: string): string[] {
  const fs = process.getBuiltinModule('node:fs');
  const isFolder = fs.statSync(path, { throwIfNoEntry: false })?.isDirectory();
  const files = isFolder ? fs.readdirSync(path).map((name) => `${path}/${name}`) : [path];
  return files.map((file) => read(file, 'MLFLOW_TRACKING_SERVER_CERT_PATH'));
}

function read(file: string, variable: string): string {
  try {
    return process.getBuiltinModule('node:fs').readFileSync(file, 'utf8');
  } catch (cause) {
    const message = `${variable} names a file that cannot be read: ${(cause as Error).message}`;
    throw new TracingError('INVALID_PARAMETER_VALUE', message, { cause });
  }
}
