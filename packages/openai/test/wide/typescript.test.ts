import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { libraryVersion, nodeBinaries } from '@spanwright/fixtures';
import { describeLoadingMatrix } from '../loading-matrix.ts';

// Programs that tsx compiles as they are loaded: its hooks stand between Node.js and ours.
describeLoadingMatrix({
  openai: { openai6: libraryVersion('openai6', 'openai') },
  nodes: nodeBinaries(),
  compiler: pathToFileURL(join(libraryVersion('tsx4', 'tsx'), 'dist', 'loader.mjs')).href,
});
