import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  externalRecordings,
  type Interaction,
  libraryVersion,
  makeProgramFolder,
  recordedUsage,
  type Recording,
  runInNode,
  startProviderServer,
} from '@spanwright/fixtures';

const packages = join(__dirname, '..', '..', '..');

/** By folder: how LangChain sends such a request. */
const KINDS: Readonly<Record<string, string>> = {
  'openai/chat-completions': 'chat',
  'openai-compatible/chat-completions': 'chat',
  'openai/completions': 'completion',
  'openai/embeddings': 'embedding',
};

const recordings = Object.entries(KINDS).flatMap(([folder, kind]) =>
  externalRecordings(folder)
    .filter((recording) => isMadeByLangChain(recording))
    .map((recording) => ({ ...recording, kind })),
);

interface ReplayedSpan {
  readonly name: string;
  readonly ended: boolean;
  readonly status: string;
  readonly usage?: Record<string, number>;
  readonly model?: string;
}

interface Replayed {
  readonly difference?: string;
  readonly outcomes: readonly string[];
  readonly spans: readonly ReplayedSpan[];
}

describe('real traffic that LangChain made', () => {
  it('is there in the promised amount', () => {
    expect(recordings.length).toBeGreaterThanOrEqual(14);
  });

  it.each(['langchain0', 'langchain1'])(
    "replays on %s as untraced, with one ended span per call and the provider's usage",
    async (generation) => {
      const report = await replay(generation);
      expect(Object.keys(report)).toEqual(recordings.map(({ name }) => name));
      for (const { name, kind, interactions } of recordings) {
        const { difference, outcomes, spans } = report[name] as Replayed;
        expect({ name, difference, outcomes }).toEqual({
          name,
          difference: undefined,
          outcomes: outcomes.map(() => 'ok'),
        });
        expect({ name, spans: spans.map(({ ended, status }) => [ended, status]) }).toEqual({
          name,
          spans: interactions.map(() => [true, 'OK']),
        });
        if (kind === 'embedding') continue;
        for (const [index, interaction] of interactions.entries()) expectUsage(name, interaction, spans[index]);
      }
    },
  );
});

function isMadeByLangChain({ meta }: Recording): boolean {
  return ((meta as { tags?: readonly string[] }).tags ?? []).some((tag) => /^fw:lang(?:chain|graph)$/.test(tag));
}

/** Streams of requests that did not ask for usage have none. */
function expectUsage(name: string, interaction: Interaction, span: ReplayedSpan | undefined): void {
  const usage = recordedUsage(interaction);
  const counts = usage && {
    input_tokens: usage['prompt_tokens'],
    output_tokens: usage['completion_tokens'],
    total_tokens: usage['total_tokens'],
  };
  if (counts) expect({ name, ...span?.usage }).toMatchObject({ name, ...counts });
  else expect({ name, usage: span?.usage }).toEqual({ name, usage: undefined });
}

async function replay(generation: string): Promise<Readonly<Record<string, Replayed>>> {
  const modules = join(libraryVersion(generation, 'zod'), '..');
  const server = await startProviderServer({ recordings });
  const folder = await makeProgramFolder({
    files: {
      'replay.cjs': readFileSync(join(__dirname, 'programs', 'replay.cjs'), 'utf8'),
      'recordings.json': JSON.stringify(
        recordings.map(({ name, kind, interactions }) => ({
          name,
          kind,
          bodies: interactions.map(({ request }) => request.body),
        })),
      ),
    },
    links: {
      'node_modules/@langchain': join(modules, '@langchain'),
      'node_modules/@spanwright/core': join(packages, 'core'),
      'node_modules/@spanwright/langchain': join(packages, 'langchain'),
    },
  });
  try {
    const args = [server.url, join(folder.path, 'recordings.json')];
    const run = await runInNode({ file: join(folder.path, 'replay.cjs'), args, cwd: folder.path, timeoutMs: 240_000 });
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: '' });
    return JSON.parse(run.stdout) as Readonly<Record<string, Replayed>>;
  } finally {
    await folder.remove();
    await server.close();
  }
}
