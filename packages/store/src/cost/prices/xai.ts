/** xAI's list prices, in the form of `price-table.ts`. */
export const XAI_PRICES = `
grok-4.20 1.25 2.5 0.2
grok-4.20-0309 1.25 2.5 0.2
grok-4.20-0309-non-reasoning 1.25 2.5 0.2
grok-4.20-0309-reasoning 1.25 2.5 0.2
grok-4.20-multi-agent 1.25 2.5 0.2
grok-4.20-multi-agent-0309 1.25 2.5 0.2
grok-4.20-multi-agent-latest 1.25 2.5 0.2
grok-4.20-non-reasoning 1.25 2.5 0.2
grok-4.20-non-reasoning-latest 1.25 2.5 0.2
grok-4.20-reasoning 1.25 2.5 0.2
grok-4.20-reasoning-latest 1.25 2.5 0.2
grok-4.3 1.25 2.5 0.2
grok-4.3-latest 1.25 2.5 0.2
grok-4.5 2 6 0.3
grok-4.5-latest 2 6 0.3
grok-4.6 2 6 0.5
grok-4.7 2 6 0.5
grok-build-0.1 1 2 0.2
grok-build-latest 2 6 0.3
grok-code-fast 1 2 0.2
grok-code-fast-1 1 2 0.2
grok-code-fast-1-0825 1 2 0.2
`;
