import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type NodeRun, runInNode } from '@spanwright/fixtures';
import { programFolder } from './program.ts';

/** A program, and where it runs. */
export interface Program {
  readonly node: string;
  /** Base URL of the provider. */
  readonly url: string;
  readonly format: 'cjs' | 'esm';
  readonly text: string;
  /** An ES module that runs before the program: `node --import`. */
  readonly preload?: string;
  readonly files?: { readonly [path: string]: string };
  readonly links?: { readonly [path: string]: string };
}

/** Runs a program that may use LlamaIndex and the helper `print-traces.cjs`. */
export async function runProgram({ node, url, format, text, preload, files, links }: Program): Promise<NodeRun> {
  const main = format === 'esm' ? 'main.mjs' : 'main.cjs';
  const helper = readFileSync(join(__dirname, '..', 'programs', 'print-traces.cjs'), 'utf8');
  const own = { 'print-traces.cjs': helper, 'preload.mjs': preload ?? '', [main]: text };
  const folder = await programFolder({ ...files, ...own }, links);
  const nodeArgs = preload === undefined ? [] : ['--import', join(folder.path, 'preload.mjs')];
  const env = { OPENAI_API_KEY: 'test-key', OPENAI_BASE_URL: url };
  try {
    return await runInNode({ node, file: join(folder.path, main), cwd: folder.path, env, nodeArgs });
  } finally {
    await folder.remove();
  }
}
