/**
 * What a page may load and run (Content Security Policy Level 3): its own style, script and list of feeds, and images from
 * other hosts only if enabled.
 */
export function pagePolicy({ pageImages }: { pageImages: boolean }): string {
  return [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "connect-src 'self'",
    `img-src 'self'${pageImages ? ' https: http:' : ''}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}
