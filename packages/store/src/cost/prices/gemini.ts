/** Google Gemini's list prices, in the form of `price-table.ts`. */
export const GEMINI_PRICES = `
gemini-2.5-computer-use-preview-10-2025 1.25 10
gemini-2.5-flash 0.3 2.5 0.03
gemini-2.5-flash-lite 0.1 0.4 0.01
gemini-2.5-pro 1.25 10 0.125
gemini-2.5-pro-preview-tts 1 20 0.125
gemini-3-flash-preview 0.5 3 0.05
gemini-3.1-flash-lite 0.25 1.5 0.025
gemini-3.1-flash-lite-preview 0.25 1.5 0.025
gemini-3.1-pro-preview 2 12 0.2
gemini-3.1-pro-preview-customtools 2 12 0.2
gemini-3.5-flash 1.5 9 0.15
gemini-3.5-flash-lite 0.3 2.5 0.03
gemini-3.6-flash 0.75 3.75 0.075
gemini-3.7-flash 0.75 3.75 0.075
gemini-3.8-flash 0.75 3.75 0.075
gemini-4-argon 2 10 0.1
gemini-embedding-001 0.15 0
gemini-embedding-2 0.2 0
gemini-embedding-2-preview 0.2 0
gemini-flash-latest 0.75 3.75 0.075
gemini-flash-lite-latest 0.3 2.5 0.03
gemini-omni-1.1-flash 1.5 9
gemini-omni-flash-preview 1.5 9
gemini-pro-latest 2 12 0.2
`;
