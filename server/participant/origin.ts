/**
 * Whether a page from that `Origin` may act here: our own public address, or the very host that was
 * asked. Requests without an `Origin` do not come from a web page that could act for someone else.
 */
export function originAllowed(
  origin: string | undefined,
  host: string | undefined,
  config: { readonly publicUrl: string | null },
): boolean {
  if (origin === undefined) return true;
  const from = parseOrigin(origin);
  if (from === null) return false;
  if (config.publicUrl !== null && parseOrigin(config.publicUrl)?.origin === from.origin) return true;
  // The protocol of the page decides which port a bare host means.
  return host !== undefined && parseOrigin(`${from.protocol}//${host}`)?.host === from.host;
}

function parseOrigin(origin: string): URL | null {
  const url = URL.parse(origin);
  return url !== null && (url.protocol === "http:" || url.protocol === "https:") ? url : null;
}
