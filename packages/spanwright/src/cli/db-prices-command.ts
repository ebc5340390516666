import { readFileSync } from 'node:fs';
import { TracingError } from '@spanwright/core/model';
import { LIST_PRICES, type ModelPrice, PRICES_DATE, type TraceStore } from '@spanwright/store';
import { Command } from 'commander';
import { databaseOption } from './database-option.ts';
import { printJson, printLines } from './print.ts';
import { withStore } from './with-store.ts';
import { withWritableStore } from './with-writable-store.ts';

interface Options {
  readonly db?: string;
  readonly set?: string;
  readonly json?: true;
}

/** `spanwright db prices`. */
export function dbPricesCommand(): Command {
  return new Command('prices')
    .description('what models cost: your own prices, and the models that lack one')
    .option('--set <file>', 'replace your own prices by those of a JSON file: [{model, inputPerMillion, …}], USD')
    .option('--json', 'your own prices and the list prices as JSON')
    .addOption(databaseOption())
    .action(run);
}

async function run({ db, set, json }: Options): Promise<void> {
  if (set !== undefined) return setPrices(db, set);
  await withStore(db, async (store) => {
    if (json) printJson({ own: await store.getPrices(), listed: LIST_PRICES, listDate: PRICES_DATE });
    else printLines(await linesOf(store));
  });
}

async function setPrices(db: string | undefined, file: string): Promise<void> {
  const prices = readPrices(file);
  await withWritableStore(db, (store) => store.setPrices(prices));
  printLines([`${prices.length} prices of your own hold for the calls that are stored from now on.`]);
}

function readPrices(file: string): readonly ModelPrice[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as readonly ModelPrice[];
  } catch (cause) {
    throw new TracingError('INVALID_PARAMETER_VALUE', `${file} is no JSON file: ${String(cause)}`, { cause });
  }
}

async function linesOf(store: TraceStore): Promise<readonly string[]> {
  const own = await store.getPrices();
  const models = await store.getChart({ by: 'model' });
  const unpriced = models.filter(({ unpriced: calls = 0 }) => calls > 0);
  return [
    `${LIST_PRICES.length} list prices of ${PRICES_DATE}, ${own.length} of your own.`,
    ...own.map(({ provider = 'any provider', model, inputPerMillion, outputPerMillion }) => {
      return `  ${model} (${provider}): $${inputPerMillion} in, $${outputPerMillion} out, per million tokens`;
    }),
    ...(unpriced.length === 0 ? ['Every call has a price.'] : ['Models without a price, whose calls cost nothing:']),
    ...unpriced.map(({ value, unpriced: calls, totalTokens }) => `  ${value}: ${calls} calls, ${totalTokens} tokens`),
  ];
}
