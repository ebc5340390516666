import { TracingError } from '../model/index.ts';
import type { RestClient, RestRequest } from './rest-client.ts';
import { type Answer, errorOf, isOk } from './answer.ts';

const SCHEME = 'mlflow-artifacts:';
const PROXY = '/api/2.0/mlflow-artifacts/artifacts';

/** Stores a file below an artifact location. */
export async function putArtifact(client: RestClient, location: string, name: string, body: Uint8Array): Promise<void> {
  const headers = { 'content-type': 'application/octet-stream' };
  const answer = await client.send({ method: 'PUT', path: artifactPath(location, name), headers, body });
  if (!isOk(answer)) throw errorOf(answer);
}

/** Reads a file below an artifact location; undefined where there is none. */
export async function getArtifact(client: RestClient, location: string, name: string): Promise<Uint8Array | undefined> {
  return fileOf(await client.send(artifactRequest(location, name)));
}

/** The request that reads a file below an artifact location. */
export function artifactRequest(location: string, name: string): RestRequest {
  // A missing file is a fault inside of older servers.
  return { method: 'GET', path: artifactPath(location, name), finalStatus: 500 };
}

/** The file that an answer brings; undefined where there is none. */
export function fileOf(answer: Answer): Uint8Array | undefined {
  if (answer.status === 404 || (answer.status === 500 && /No such|not found/i.test(errorOf(answer).message)))
    return undefined;
  if (!isOk(answer)) throw errorOf(answer);
  return answer.body;
}

/**
 * Path of a file below an artifact location, as the server hands it on to where artifacts are.
 * @throws TracingError INVALID_PARAMETER_VALUE for locations that only their own protocols reach, such as `s3:`.
 */
export function artifactPath(location: string, name: string): string {
  if (!location.startsWith(SCHEME)) {
    const message =
      `Artifacts at "${location}" cannot be reached: this server does not hand them on. ` +
      'Start it with --serve-artifacts and an artifact root of mlflow-artifacts:/, which is its default.';
    throw new TracingError('INVALID_PARAMETER_VALUE', message);
  }
  const path = location.slice(SCHEME.length).replace(/^\/\/[^/]*/, '');
  const parts = `${path}/${name}`.split('/').filter(Boolean);
  return `${PROXY}/${parts.map(encodeURIComponent).join('/')}`;
}
