/** DeepSeek's list prices, in the form of `price-table.ts`. */
export const DEEPSEEK_PRICES = `
deepseek-chat 0.28 0.42 0.028
deepseek-coder 0.14 0.28 0.014
deepseek-flash 0.3 1.2 0.006
deepseek-r1 0.55 2.19 0.14
deepseek-reasoner 0.28 0.42 0.028
deepseek-v3 0.27 1.1 0.07
deepseek-v3.2 0.28 0.4 0.028
deepseek-v4-flash 0.3 1.2 0.006
deepseek-v4-flash-vision-exp 0.3 1.2 0.006
deepseek-v4-pro 1.32 3.96 0.044
`;
