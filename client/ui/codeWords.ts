/** A short code as it is read out: `KWT 4HP`. */
export function codeWords(code: string): string {
  return `${code.slice(0, 3)}\u00a0${code.slice(3)}`;
}
