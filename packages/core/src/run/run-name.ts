import { randomFraction } from '../ids.ts';

const ADJECTIVES =
  'able bold brave calm clever eager fair fast gentle glad keen kind lively merry noble proud quick quiet sage smart'.split(
    ' ',
  );
const NOUNS =
  'ant bear crane deer eel finch fox gnat goose hare jay koala lark mole newt otter owl perch rook seal'.split(' ');

/** A name for a run that has none, such as `brave-fox-417`; MLflow's form. */
export function randomRunName(): string {
  return `${ADJECTIVES[below(ADJECTIVES.length)]}-${NOUNS[below(NOUNS.length)]}-${below(1000)}`;
}

function below(limit: number): number {
  return Math.floor(randomFraction() * limit);
}
