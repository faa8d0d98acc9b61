/**
 * What a page may load and run (Content Security Policy Level 3): its own style, script and list of feeds, and images from
 * other hosts only if enabled. A form is sent to this site alone.
 */
export function pagePolicy({ pageImages, hasForm = false }: { pageImages: boolean; hasForm?: boolean }): string {
  return [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "connect-src 'self'",
    `img-src 'self'${pageImages ? ' https: http:' : ''}`,
    "base-uri 'none'",
    `form-action ${hasForm ? "'self'" : "'none'"}`,
  ].join('; ')
}
