/**
 * Whether something may be taken that was posted to the page's share address. Apps post without a referrer. Web pages can post
 * there, too, and most of them say so; those that hide it cannot be told from apps (service workers do not see `Sec-Fetch-Site`
 * or `Origin`), which is why nothing that was shared is used before the person says so.
 */
export function mayShare(referrer: string, ownOrigin: string): boolean {
  if (referrer === '' || referrer === 'about:client') return true;
  return URL.canParse(referrer) && new URL(referrer).origin === ownOrigin;
}
