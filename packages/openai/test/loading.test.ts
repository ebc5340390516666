import { dirname } from 'node:path';
import { createRequire } from 'node:module';
import { describeLoadingMatrix } from './loading-matrix.ts';

const installed = dirname(createRequire(__filename).resolve('openai'));

describeLoadingMatrix({ openai: { 'openai 6': installed }, nodes: [process.execPath] });
