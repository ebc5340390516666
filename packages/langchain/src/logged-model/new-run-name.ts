import { randomBytes } from 'node:crypto';

/** A name for the run of a model: MLflow's form, `langchain-` and a random part. */
export function newRunName(): string {
  return `langchain-${randomBytes(4).toString('hex')}`;
}
