import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { chromiumProgram } from './support/chromium.ts';
import { startWalk, type Walk } from './support/walk.ts';
import { walkAgents } from './steps/agents.ts';
import { walkCompare } from './steps/compare.ts';
import { walkContent } from './steps/content.ts';
import { walkChanges } from './steps/changes.ts';
import { walkHostileText } from './steps/hostile-text.ts';
import { walkHugeTrace } from './steps/huge-trace.ts';
import { walkTable } from './steps/lists.ts';
import { walkPages } from './steps/pages.ts';
import { walkSummaries } from './steps/summaries.ts';
import { walkTree } from './steps/tree.ts';
import { walkViews } from './steps/views.ts';
import { walkWays } from './steps/ways.ts';

const program = chromiumProgram();
const hugeSpans = Number(process.env['SPANWRIGHT_WALK_SPANS'] ?? 50_000);

if (program === undefined && process.env['CI']) {
  it('has a Chromium, installed or named in SPANWRIGHT_CHROMIUM', () => expect(program).toBeDefined());
} else if (program === undefined) {
  it.todo('SKIPPED, as there is no Chromium (SPANWRIGHT_CHROMIUM): the walk through the viewer');
} else {
  describe('the viewer, on traces of real integrations', () => {
    let walk: Walk | undefined;
    const walking = (): Walk => {
      if (!walk) throw new Error('the walk could not be started');
      return walk;
    };
    beforeAll(async () => {
      walk = await startWalk(program, hugeSpans);
    }, 300_000);
    afterEach(() => walk?.closePages());
    afterAll(() => walk?.end());

    walkTree(walking);
    walkContent(walking);
    walkAgents(walking);
    walkCompare(walking);
    walkHugeTrace(walking);
    walkHostileText(walking);
    walkPages(walking);
    walkSummaries(walking);
    walkTable(walking);
    walkViews(walking);
    walkWays(walking);
    walkChanges(walking);

    it('logs no error, and asks no other address', () => expect(walking().faults).toEqual([]));
  });
}
