import { join } from 'node:path';
import { runExample, runInNode } from '@spanwright/fixtures';

const programs = join(import.meta.dirname, '..', 'programs');

/** Ids of the traces that the program `everyday.mjs` makes. */
export interface EverydayTraces {
  readonly failed: string;
  readonly turn1: string;
  readonly turn2: string;
  readonly media: string;
  readonly inRun: string;
  readonly swarm: string;
}

/** A database with traces of the real integrations, and some made for the purpose. */
export interface WalkData {
  readonly database: string;
  readonly everyday: EverydayTraces;
  readonly hostile: string;
  readonly huge: string;
}

/** Examples whose traces the walk looks at, and the files that link their libraries. */
const EXAMPLES = [
  'quickstart/quickstart.mjs',
  'agents/link-libraries.mjs',
  'agents/handoff-openai-agents.mjs',
  'agents/group-chat-supervisor.mjs',
  'agents/two-agents-plain.mjs',
  'langchain/link-library.mjs',
  'langchain/two-questions.mjs',
  'llamaindex/link-library.mjs',
  'llamaindex/travel-guide.mjs',
] as const;

/** Fills `spanwright.db` of a folder. */
export async function makeWalkData(folder: string, hugeSpans: number): Promise<WalkData> {
  for (const example of EXAMPLES) {
    const { code, stderr } = await runExample(example, folder);
    if (code !== 0) throw new Error(`${example} ended with ${code}:\n${stderr}`);
  }
  const database = join(folder, 'spanwright.db');
  const everyday = await run('everyday.mjs', folder);
  const hostile = await run('hostile.mjs', folder);
  const huge = await run('huge.mjs', folder, [database, String(hugeSpans), '400']);
  return { database, everyday: JSON.parse(everyday) as EverydayTraces, hostile, huge };
}

async function run(program: string, cwd: string, args: readonly string[] = []): Promise<string> {
  const { code, stdout, stderr } = await runInNode({ file: join(programs, program), cwd, args, timeoutMs: 240_000 });
  if (code !== 0) throw new Error(`${program} ended with ${code}:\n${stderr}`);
  return stdout.trim().split('\n').at(-1) ?? '';
}
