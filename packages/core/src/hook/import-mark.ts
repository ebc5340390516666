/**
 * import-in-the-middle leaves alone what has its mark, so that of two tools that use it only the one that registered
 * first hears of a module. With a mark of our own in its place both do.
 */
export function withOurMark(url: string): string {
  return url.replace(/([?&])iitm=true\b/, '$1spanwright=true');
}

/** Whether a URL has our mark: it is one of the modules that import-in-the-middle made for us. */
export function hasOurMark(url: string): boolean {
  return /[?&]spanwright=true\b/.test(url);
}

/** Gives a URL the mark that import-in-the-middle knows, where it has ours. */
export function withTheirMark(url: string): string {
  return url.replace(/([?&])spanwright=true\b/, '$1iitm=true');
}
