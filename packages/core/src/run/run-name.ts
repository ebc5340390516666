import { randomInt } from 'node:crypto';

const ADJECTIVES =
  'able bold brave calm clever eager fair fast gentle glad keen kind lively merry noble proud quick quiet sage smart'.split(
    ' ',
  );
const NOUNS =
  'ant bear crane deer eel finch fox gnat goose hare jay koala lark mole newt otter owl perch rook seal'.split(' ');

/** A name for a run that has none, such as `brave-fox-417`; MLflow's form. */
export function randomRunName(): string {
  return `${ADJECTIVES[randomInt(ADJECTIVES.length)]}-${NOUNS[randomInt(NOUNS.length)]}-${randomInt(1000)}`;
}
