/** Why a runnable cannot be described. */
export class NotSerializable extends Error {
  /** What it is about, such as `a RunnableLambda`. */
  readonly what: string;

  constructor(what: string) {
    super(`${what} cannot be stored`);
    this.name = 'NotSerializable';
    this.what = what;
  }
}
