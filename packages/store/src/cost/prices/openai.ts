/** OpenAI's list prices, in the form of `price-table.ts`. */
export const OPENAI_PRICES = `
computer-use-preview 3 12
computer-use-preview-2025-03-11 3 12
ft:gpt-3.5-turbo 3 6
ft:gpt-3.5-turbo-0125 3 6
ft:gpt-3.5-turbo-0613 3 6
ft:gpt-3.5-turbo-1106 3 6
ft:gpt-4-0613 30 60
ft:gpt-4.1-2025-04-14 3 12 0.75
ft:gpt-4.1-mini-2025-04-14 0.8 3.2 0.2
ft:gpt-4.1-nano-2025-04-14 0.2 0.8 0.05
ft:gpt-4o-2024-08-06 3.75 15 1.875
ft:gpt-4o-2024-11-20 3.75 15 - 1.875
ft:gpt-4o-mini-2024-07-18 0.3 1.2 0.15
ft:o4-mini-2025-04-16 4 16 1
gpt-3.5-turbo 0.5 1.5
gpt-3.5-turbo-0125 0.5 1.5
gpt-3.5-turbo-1106 1 2
gpt-3.5-turbo-16k 3 4
gpt-4 30 60
gpt-4-0613 30 60
gpt-4-1106-preview 10 30
gpt-4-turbo 10 30
gpt-4-turbo-2024-04-09 10 30
gpt-4.1 2 8 0.5
gpt-4.1-2025-04-14 2 8 0.5
gpt-4.1-mini 0.4 1.6 0.1
gpt-4.1-mini-2025-04-14 0.4 1.6 0.1
gpt-4.1-nano 0.1 0.4 0.025
gpt-4.1-nano-2025-04-14 0.1 0.4 0.025
gpt-4o 2.5 10 1.25
gpt-4o-2024-05-13 5 15
gpt-4o-2024-08-06 2.5 10 1.25
gpt-4o-2024-11-20 2.5 10 1.25
gpt-4o-mini 0.15 0.6 0.075
gpt-4o-mini-2024-07-18 0.15 0.6 0.075
gpt-4o-mini-search-preview 0.15 0.6 0.075
gpt-4o-mini-search-preview-2025-03-11 0.15 0.6 0.075
gpt-4o-search-preview 2.5 10 1.25
gpt-4o-search-preview-2025-03-11 2.5 10 1.25
gpt-5 1.25 10 0.125
gpt-5-2025-08-07 1.25 10 0.125
gpt-5-chat 1.25 10 0.125
gpt-5-chat-latest 1.25 10 0.125
gpt-5-codex 1.25 10 0.125
gpt-5-mini 0.25 2 0.025
gpt-5-mini-2025-08-07 0.25 2 0.025
gpt-5-nano 0.05 0.4 0.005
gpt-5-nano-2025-08-07 0.05 0.4 0.005
gpt-5-pro 15 120
gpt-5-pro-2025-10-06 15 120
gpt-5-search-api 1.25 10 0.125
gpt-5-search-api-2025-10-14 1.25 10 0.125
gpt-5.1 1.25 10 0.125
gpt-5.1-2025-11-13 1.25 10 0.125
gpt-5.1-chat-latest 1.25 10 0.125
gpt-5.1-codex 1.25 10 0.125
gpt-5.1-codex-max 1.25 10 0.125
gpt-5.1-codex-mini 0.25 2 0.025
gpt-5.2 1.75 14 0.175
gpt-5.2-2025-12-11 1.75 14 0.175
gpt-5.2-chat-latest 1.75 14 0.175
gpt-5.2-codex 1.75 14 0.175
gpt-5.2-pro 21 168
gpt-5.2-pro-2025-12-11 21 168
gpt-5.3-chat-latest 1.75 14 0.175
gpt-5.3-codex 1.75 14 0.175
gpt-5.4 2.5 15 0.25
gpt-5.4-2026-03-05 2.5 15 0.25
gpt-5.4-mini 0.75 4.5 0.075
gpt-5.4-mini-2026-03-17 0.75 4.5 0.075
gpt-5.4-nano 0.2 1.25 0.02
gpt-5.4-nano-2026-03-17 0.2 1.25 0.02
gpt-5.4-pro 30 180
gpt-5.4-pro-2026-03-05 30 180
gpt-5.5 5 30 0.5
gpt-5.5-2026-04-23 5 30 0.5
gpt-5.5-pro 30 180
gpt-5.5-pro-2026-04-23 30 180
gpt-5.6 4 20 0.4 5
gpt-5.6-luna 0.2 1.2 0.02 0.25
gpt-5.6-sol 4 20 0.4 5
gpt-5.6-terra 2 12 0.2 2.5
gpt-6-astra 10 50 1 12.5
gpt-6-luna 0.1 0.5 0.01 0.125
gpt-6-sol 2 10 0.2 2.5
gpt-6.1-sol 2 10 0.1 2.5
gpt-6.1-terra 1 5 0.05 1.25
o1 15 60 7.5
o1-2024-12-17 15 60 7.5
o1-pro 150 600
o1-pro-2025-03-19 150 600
o3 2 8 0.5
o3-2025-04-16 2 8 0.5
o3-deep-research 10 40 2.5
o3-deep-research-2025-06-26 10 40 2.5
o3-mini 1.1 4.4 0.55
o3-mini-2025-01-31 1.1 4.4 0.55
o3-pro 20 80
o3-pro-2025-06-10 20 80
o4-mini 1.1 4.4 0.275
o4-mini-2025-04-16 1.1 4.4 0.275
o4-mini-deep-research 2 8 0.5
o4-mini-deep-research-2025-06-26 2 8 0.5
text-embedding-3-large 0.13 0
text-embedding-3-small 0.02 0
text-embedding-ada-002 0.1 0
text-embedding-ada-002-v2 0.1 0
`;
