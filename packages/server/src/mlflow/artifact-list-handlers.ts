import type { JsonObject } from '@spanwright/core/model';
import { artifactPath, listArtifacts } from '../artifacts/artifact-files.ts';
import { getModel } from '../models/model-files.ts';
import type { ServerContext } from '../server-context.ts';
import { modelUri, pathOf, runUri } from './artifact-uri.ts';
import { optionalText, textField } from './fields.ts';
import { requireRun, runIdIn } from './run-handlers.ts';

/** `ListArtifacts` of a run. */
export async function listRunArtifacts(context: ServerContext, args: JsonObject): Promise<object> {
  const { info } = await requireRun(context, runIdIn(args));
  return listed(context, runUri(info.experimentId, info.runId), optionalText(args, 'path') ?? '');
}

/** `ListLoggedModelArtifacts`. */
export async function listModelArtifacts(context: ServerContext, args: JsonObject): Promise<object> {
  const { modelId } = await getModel(context.artifacts, textField(args, 'model_id'));
  return listed(context, modelUri(modelId), optionalText(args, 'artifact_directory_path') ?? '');
}

async function listed({ artifacts }: ServerContext, root: string, path: string): Promise<object> {
  // Both are checked: neither alone may lead out of the other.
  await artifactPath(artifacts, path);
  const files = await listArtifacts(await artifactPath(artifacts, `${pathOf(root)}/${path}`));
  const prefix = path === '' ? '' : `${path.replace(/\/+$/, '')}/`;
  return { root_uri: root, files: files.map((file) => ({ ...file, path: prefix + file.path })) };
}
