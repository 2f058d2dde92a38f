/** Takes `?scheme=dark` or `?scheme=light` from the address: a projector often wants the other one than its computer. */
export function preferScheme(search: string = window.location.search): void {
  const scheme = new URLSearchParams(search).get("scheme");
  if (scheme === "dark" || scheme === "light") document.documentElement.dataset.scheme = scheme;
}
