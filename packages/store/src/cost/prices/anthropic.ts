/** Anthropic's list prices, in the form of `price-table.ts`. */
export const ANTHROPIC_PRICES = `
claude-fable-5 10 50 1 12.5
claude-fable-5-1 10 50 0.25 12.5
claude-haiku-4-5 1 5 0.1 1.25
claude-haiku-4-5-20251001 1 5 0.1 1.25
claude-haiku-5-5 0.1 0.5 0.01 0.125
claude-mythos-5 10 50 1 12.5
claude-mythos-5-1 10 50 0.25 12.5
claude-mythos-preview 10 50 1 12.5
claude-opus-4-5 5 25 0.5 6.25
claude-opus-4-5-20251101 5 25 0.5 6.25
claude-opus-4-6 5 25 0.5 6.25
claude-opus-4-6-20260205 5 25 0.5 6.25
claude-opus-4-7 5 25 0.5 6.25
claude-opus-4-7-20260416 5 25 0.5 6.25
claude-opus-4-8 5 25 0.5 6.25
claude-opus-5 5 25 0.5 6.25
claude-opus-5-5 4 20 0.2 5
claude-sonnet-4-5 3 15 0.3 3.75
claude-sonnet-4-5-20250929 3 15 0.3 3.75
claude-sonnet-4-6 3 15 0.3 3.75
claude-sonnet-5 2 10 0.2 2.5
claude-sonnet-5-5 2 10 0.1 2.5
`;
