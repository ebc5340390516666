/** Mistral's list prices, in the form of `price-table.ts`. */
export const MISTRAL_PRICES = `
codestral-2508 0.3 0.9 0.03
codestral-embed 0.15 0 0.015
codestral-embed-2505 0.15 0 0.015
codestral-latest 0.3 0.9 0.03
codestral-mamba-latest 0.25 0.25 0.025
devstral-latest 0.4 2 0.04
devstral-medium-latest 0.4 2 0.04
devstral-small-latest 0.1 0.3 0.01
magistral-medium-latest 1.5 7.5 0.15
magistral-small-latest 0.15 0.6 0.015
ministral-14b-2512 0.2 0.2 0.02
ministral-14b-latest 0.2 0.2 0.02
ministral-3-14b-2512 0.2 0.2 0.02
ministral-3-3b-2512 0.1 0.1 0.01
ministral-3-8b-2512 0.15 0.15 0.015
ministral-3b-2512 0.1 0.1 0.01
ministral-3b-latest 0.1 0.1 0.01
ministral-8b-2512 0.15 0.15 0.015
ministral-8b-latest 0.15 0.15 0.015
mistral-embed 0.1 0
mistral-embed-2312 0.1 0
mistral-large-2512 0.5 1.5 0.05
mistral-large-3 0.5 1.5 0.05
mistral-large-4 1.36 4.18 0.14
mistral-large-4-0 1.36 4.18 0.14
mistral-large-latest 0.5 1.5 0.05
mistral-medium 1.5 7.5 0.15
mistral-medium-2604 1.5 7.5 0.15
mistral-medium-3 1.5 7.5 0.15
mistral-medium-3-5 1.5 7.5 0.15
mistral-medium-3.5 1.5 7.5 0.15
mistral-medium-latest 1.5 7.5 0.15
mistral-small 0.1 0.3 0.01
mistral-small-2603 0.15 0.6 0.015
mistral-small-latest 0.15 0.6 0.015
mistral-tiny 0.25 0.25 0.025
open-mistral-nemo 0.3 0.3 0.03
pixtral-large-latest 2 6 0.2
voxtral-small-2507 0.1 0.4 0.01
voxtral-small-latest 0.1 0.4 0.01
`;
