import { join } from 'node:path';
import { expectReviewed, type ScenarioTraces } from '@spanwright/fixtures';

/** How the scenarios are run. */
export interface ScenarioRunOptions {
  readonly node: string;
  readonly format: 'cjs' | 'esm';
  /** Base URL of the provider. */
  readonly url: string;
}

/** Folder of the reviewed span trees. */
export const trees: string = join(__dirname, '..', '__snapshots__', 'llamaindex');

/** Runs every scenario untraced and traced, expects what `expectReviewed` does, and gives the traces. */
export function expectReviewedScenarios({ node, format, url }: ScenarioRunOptions): Promise<ScenarioTraces> {
  return expectReviewed({
    node,
    version: 'llamaindex',
    linked: ['llamaindex', '@llamaindex', 'openai'],
    programs: [join(__dirname, '..', 'scenarios')],
    suite: 'suite.cjs',
    options: { baseURL: url },
    format,
    integrations: ['llamaindex'],
    snapshots: trees,
  });
}
