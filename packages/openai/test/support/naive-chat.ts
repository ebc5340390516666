// A second, slow and plain reading of chat streams, which shares no code with the reducer.

interface Piece {
  readonly index?: number;
  readonly id?: string;
  readonly function?: { readonly name?: string; readonly arguments?: string | null };
}

interface Delta {
  readonly role?: string;
  readonly content?:
    | string
    | null
    | readonly { readonly text?: string; readonly thinking?: readonly { text: string }[] }[];
  readonly reasoning?: string | null;
  readonly reasoning_content?: string | null;
  readonly tool_calls?: readonly Piece[] | null;
}

interface Chunk {
  readonly id?: string;
  readonly model?: string;
  readonly choices?: readonly {
    readonly index: number;
    readonly delta?: Delta;
    readonly finish_reason?: string | null;
  }[];
  readonly usage?: Record<string, number> | null;
  readonly x_groq?: { readonly usage?: Record<string, number> };
}

interface Told {
  readonly index: number;
  readonly text: string;
  readonly thought: string;
  readonly calls: readonly { readonly id?: string; readonly name?: string; readonly arguments: string }[];
  readonly finish: string | undefined;
}

function textIn(content: Delta['content'], field: 'text' | 'thinking'): string {
  if (typeof content === 'string') return field === 'text' ? content : '';
  if (!content) return '';
  if (field === 'text') return content.map((part) => part.text ?? '').join('');
  return content
    .flatMap((part) => part.thinking ?? [])
    .map((part) => part.text)
    .join('');
}

function tell(index: number, deltas: readonly Delta[], finishes: readonly (string | null | undefined)[]): Told {
  const pieces = deltas.flatMap((delta) => delta.tool_calls ?? []);
  const places = [...new Set(pieces.map((piece) => piece.index))];
  return {
    index,
    text: deltas.map((delta) => textIn(delta.content, 'text')).join(''),
    thought: deltas
      .map((delta) => (delta.reasoning ?? '') + (delta.reasoning_content ?? '') + textIn(delta.content, 'thinking'))
      .join(''),
    calls: places.map((place) => {
      const own = pieces.filter((piece) => piece.index === place);
      return {
        id: own.map((piece) => piece.id).find(Boolean),
        name: own.map((piece) => piece.function?.name).find(Boolean),
        arguments: own.map((piece) => piece.function?.arguments ?? '').join(''),
      };
    }),
    finish: finishes.filter(Boolean).at(-1) ?? undefined,
  } as Told;
}

/** A plain reading of a chat stream's chunks, and of a completion, in the same terms. */
export const naiveChat = {
  fold(chunks: readonly unknown[]): { id: unknown; model: unknown; choices: Told[] } {
    const all = chunks as readonly Chunk[];
    const pieces = all.flatMap((chunk) => chunk.choices ?? []);
    const indexes = [...new Set(pieces.map((piece) => piece.index))].sort((a, b) => a - b);
    return {
      id: all
        .map((chunk) => chunk.id)
        .filter(Boolean)
        .at(-1),
      model: all
        .map((chunk) => chunk.model)
        .filter(Boolean)
        .at(-1),
      choices: indexes.map((index) => {
        const own = pieces.filter((piece) => piece.index === index);
        return tell(
          index,
          own.map((piece) => piece.delta ?? {}),
          own.map((piece) => piece.finish_reason),
        );
      }),
    };
  },

  read(completion: unknown): { id: unknown; model: unknown; choices: Told[] } {
    const { id, model, choices } = completion as {
      id: unknown;
      model: unknown;
      choices: { index: number; message: Delta; finish_reason: string | null }[];
    };
    return {
      id,
      model,
      choices: choices.map(({ index, message, finish_reason }) => tell(index, [numbered(message)], [finish_reason])),
    };
  },

  usage(chunks: readonly unknown[]): Record<string, number> | undefined {
    const all = chunks as readonly Chunk[];
    const usage =
      all
        .map((chunk) => chunk.usage)
        .filter(Boolean)
        .at(-1) ??
      all
        .map((chunk) => chunk.x_groq?.usage)
        .filter(Boolean)
        .at(-1);
    if (!usage) return undefined;
    return {
      input_tokens: usage['prompt_tokens']!,
      output_tokens: usage['completion_tokens']!,
      total_tokens: usage['total_tokens']!,
    };
  },
};

function numbered(message: Delta): Delta {
  return { ...message, tool_calls: (message.tool_calls ?? []).map((call, index) => ({ ...call, index })) };
}
