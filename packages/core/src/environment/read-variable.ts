/** What the environment says under a name, for integrations whose library decides by it; undefined where it says nothing. */
export function readVariable(name: string): string | undefined {
  return process.env[name];
}
