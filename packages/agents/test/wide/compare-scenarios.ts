import { join } from 'node:path';
import { expect } from '@jest/globals';
import { expectReviewed, type ScenarioComparison, type ScenarioTraces } from '@spanwright/fixtures';

/** A suite of `programs/`; `snapshots` is a folder of `__snapshots__`. */
export interface AgentComparison extends Omit<ScenarioComparison, 'programs' | 'integrations' | 'stable'> {
  readonly withOpenai?: boolean;
}

/** Expects of a framework of agents what `expectReviewed` expects of any library. */
export function expectReviewedAgents({ withOpenai, ...comparison }: AgentComparison): Promise<ScenarioTraces> {
  return expectReviewed({
    ...comparison,
    programs: [join(__dirname, 'programs')],
    integrations: ['agents', ...(withOpenai === true ? ['openai'] : [])],
    snapshots: join(__dirname, '__snapshots__', comparison.snapshots),
    stable,
    ...(isHidden(comparison) && { checks: HIDDEN }),
  });
}

/** Whether the SDK hides what its tools throw, and they are made by a function of an ES module. */
function isHidden({ version, format }: Pick<AgentComparison, 'version' | 'format'>): boolean {
  return version === 'openai-agents20' && format === 'esm';
}

const HIDDEN: NonNullable<ScenarioComparison['checks']> = {
  'three tool calls, one of which throws': ([trace]) => {
    const failed = trace?.spans.filter(({ status }) => status.code === 'ERROR');
    const message = expect.stringContaining('Error details are redacted');
    expect(failed).toMatchObject([{ name: 'get_weather', status: { message } }]);
  },
};

/** Without the numbers that the scripted provider counts up. */
function stable(tree: string): string {
  return tree.replaceAll(/\b(resp|msg|fc|call|chatcmpl)_\d+/g, '$1_N');
}
