/**
 * `NODE_OPTIONS` with the preload added behind what is there. By this variable, and not by an argument, the
 * preload also reaches the Node processes that npm scripts, `npx` and test runners start.
 */
export function withPreload(nodeOptions: string | undefined, preload: URL): string {
  const option = `--import=${preload.href}`;
  if (nodeOptions?.includes(option)) return nodeOptions;
  return [nodeOptions, option].filter(Boolean).join(' ');
}
