/** What a page may load: its own style and script, and nothing from elsewhere. */
const PAGE_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Without this, a script in the XHTML namespace inside a feed runs in browsers that are led to it. */
const FEED_POLICY = "default-src 'none'; style-src 'self'; sandbox"

/**
 * The headers that keep browsers from doing harm with what is published (Content Security Policy Level 3; Fetch §3.6).
 * They are constants, so that they can be made ready with the documents.
 */
export function securityHeaders(mediaType: string): Record<string, string> {
  const isPage = mediaType === 'text/html'
  return {
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': isPage ? PAGE_POLICY : FEED_POLICY,
    'Cross-Origin-Resource-Policy': 'cross-origin',
    ...(isPage
      ? {
          'Cross-Origin-Opener-Policy': 'same-origin',
          'Referrer-Policy': 'strict-origin-when-cross-origin',
          'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
          'X-Frame-Options': 'DENY',
        }
      : {}),
  }
}
