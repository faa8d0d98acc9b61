import { pagePolicy } from '../../pages/content-security-policy.ts'

/** Without this, browsers that open a feed run a script in the XHTML namespace inside it. */
const FEED_POLICY = "default-src 'none'; style-src 'self'; sandbox"

/** What browsers show in viewers of their own, which a sandbox would stop. It runs nothing in the name of this host. */
const VIEWED = /^(?:audio|video)\/|^application\/pdf$/

/**
 * Headers that protect browsers from published content (Content Security Policy Level 3; Fetch §3.6). They do not depend
 * on the request.
 *
 * @param page whether it loads images from other hosts, and has a form
 */
export function securityHeaders(
  mediaType: string,
  page: { pageImages: boolean; hasForm?: boolean } = { pageImages: false },
): Record<string, string> {
  const isPage = mediaType === 'text/html'
  const policy = isPage ? `${pagePolicy(page)}; frame-ancestors 'none'` : FEED_POLICY
  return {
    'X-Content-Type-Options': 'nosniff',
    ...(VIEWED.test(mediaType) ? {} : { 'Content-Security-Policy': policy }),
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
