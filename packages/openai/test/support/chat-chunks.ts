import type { Random } from './random.ts';

/** A chat completion as a test writes it. */
export interface WholeChat {
  readonly [key: string]: unknown;
  readonly choices: readonly WholeChoice[];
  readonly usage?: object;
}

interface WholeChoice {
  readonly index: number;
  readonly message: { readonly [key: string]: unknown; readonly tool_calls?: readonly object[] };
  readonly finish_reason: string;
  readonly logprobs?: Record<string, readonly object[] | null> | null;
}

/** Cuts a completion into the chunks that OpenAI would have streamed it as, at places that chance decides. */
export function chunksFor({ choices, usage, ...head }: WholeChat, random: Random): object[] {
  const envelope = { ...head, object: 'chat.completion.chunk' };
  const pieces = random.interleave(choices.map((choice) => piecesOf(choice, random)));
  const chunks: object[] = pieces.map((piece) => ({
    ...envelope,
    choices: [piece],
    obfuscation: 'x'.repeat(random.below(9)),
  }));
  return usage ? [...chunks, { ...envelope, choices: [], usage }] : chunks;
}

function piecesOf({ index, message, finish_reason, logprobs }: WholeChoice, random: Random): object[] {
  const { role, tool_calls, ...fields } = message;
  const nothing = Object.fromEntries(Object.entries(fields).filter(([, value]) => value === null));
  const texts = Object.entries(fields).filter(([, value]) => value !== null);
  const deltas: object[] = [
    { role, ...nothing },
    ...texts.flatMap(([key, value]) => fieldPieces(value, random).map((piece) => ({ [key]: piece }))),
    ...(tool_calls ?? []).flatMap((call, place) =>
      fieldPieces(call, random).map((piece) => ({ tool_calls: [{ index: place, ...(piece as object) }] })),
    ),
  ];
  const plain = deltas.map((delta) => ({
    index,
    delta,
    finish_reason: null,
    ...(logprobs === null ? { logprobs } : {}),
  }));
  const told = Object.entries(logprobs ?? {}).flatMap(([key, list]) =>
    (list ?? []).map((item) => ({
      index,
      delta: {},
      finish_reason: null,
      logprobs: { content: null, refusal: null, [key]: [item] },
    })),
  );
  return [...plain, ...told, { index, delta: {}, finish_reason }];
}

const LABELS = ['id', 'type', 'name'];

/** The values that, appended to each other, give the value: texts in pieces, labels and others at once. */
function fieldPieces(value: unknown, random: Random): unknown[] {
  if (typeof value === 'string') return random.cut(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [value];
  const entries = Object.entries(value);
  const labels = Object.fromEntries(entries.filter(([key]) => LABELS.includes(key)));
  const others = entries.filter(([key]) => !LABELS.includes(key));
  return [labels, ...others.flatMap(([key, field]) => fieldPieces(field, random).map((piece) => ({ [key]: piece })))];
}
