import type { Glyphs } from './render-style.ts';
import type { Level, SpanRow } from './span-tree.ts';

const LEVEL_CELLS = 3;
const LEAST_LEVELS = 2;

/** What stands left of a span's first line, and of the lines below it. */
export interface TreePrefix {
  readonly head: string;
  readonly body: string;
}

/** The lines of the tree beside a span. Levels that would take more than a third of the width are folded away. */
export function treePrefix({ level, hasChildren }: SpanRow, glyphs: Glyphs, columns: number): TreePrefix {
  const below = trunk(!hasChildren, glyphs);
  if (!level) return { head: '', body: below };
  const outer = outerLevels(level.above, glyphs, Math.max(Math.floor(columns / 3 / LEVEL_CELLS), LEAST_LEVELS));
  return {
    head: outer + (level.isLast ? glyphs.lastBranch : glyphs.branch),
    body: outer + trunk(level.isLast, glyphs) + below,
  };
}

function outerLevels(innermost: Level | undefined, glyphs: Glyphs, most: number): string {
  let drawn = '';
  let shown = 0;
  for (let level = innermost; level; level = level.above) {
    if (shown === most) return glyphs.ellipsis.padEnd(LEVEL_CELLS) + drawn;
    drawn = trunk(level.isLast, glyphs) + drawn;
    shown += 1;
  }
  return drawn;
}

function trunk(isLast: boolean, glyphs: Glyphs): string {
  return isLast ? ' '.repeat(LEVEL_CELLS) : glyphs.trunk;
}
