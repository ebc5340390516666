import { libraryVersion, nodeBinaries } from '@spanwright/fixtures';
import { describeLoadingMatrix } from '../loading-matrix.ts';

const versions = ['openai4', 'openai5', 'openai6', 'openai7'];

describeLoadingMatrix({
  openai: Object.fromEntries(versions.map((version) => [version, libraryVersion(version, 'openai')])),
  nodes: nodeBinaries(),
  other: libraryVersion('openai5', 'openai'),
});
