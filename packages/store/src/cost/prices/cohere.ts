/** Cohere's list prices, in the form of `price-table.ts`. */
export const COHERE_PRICES = `
c4ai-aya-expanse-32b 0.5 1.5
command-a-03-2025 2.5 10
command-nightly 1 2
command-r-08-2024 0.15 0.6
command-r-plus-08-2024 2.5 10
command-r7b-12-2024 0.0375 0.15
embed-english-light-v3.0 0.1 0
embed-english-v3.0 0.1 0
embed-multilingual-light-v3.0 100 0
embed-multilingual-v3.0 0.1 0
embed-v4.0 0.12 0
embed-v5.0-fast 0.08 0
embed-v5.0-pro 0.12 0
`;
