import type { Diagnostic, Severity } from './diagnostic.ts'

/** With an error, some readers miss articles or get nothing; with a warning, it costs time, traffic or comfort. */
interface DeploymentRule {
  severity: Severity
  hint: string
}

/** What a deployed feed can do wrong, and how to fix it; the keys are the stable names of the rules. */
export const deploymentRules = {
  'feed-unreachable': {
    severity: 'error',
    hint: 'Check the name in DNS, the port, the firewall, and that the server and the proxy in front of it run.',
  },
  'address-unreachable': {
    severity: 'error',
    hint: 'Let the server listen on this address too, or remove its A or AAAA record from DNS.',
  },
  'certificate-invalid': {
    severity: 'error',
    hint: 'Renew the certificate for this host name, and serve it with its intermediate certificates (fullchain.pem).',
  },
  'certificate-expiring': { severity: 'warning', hint: 'Renew the certificate; see why it is not renewed by itself.' },
  'status-not-ok': {
    severity: 'error',
    hint: 'Check the URL. If it is right, look into the logs of the proxy and of the server.',
  },
  'challenge-page': {
    severity: 'error',
    hint: 'Exempt the feed URLs (/feeds/, /feeds.opml) from the bot protection: feed readers run no JavaScript.',
  },
  'page-instead-of-feed': {
    severity: 'error',
    hint: 'Serve the feed itself at this URL, without login, consent page or fallback to the home page.',
  },
  'reader-blocked': {
    severity: 'error',
    hint: 'Remove the rule that blocks these user agents, or exempt the feed URLs from it.',
  },
  'redirect-loop': {
    severity: 'error',
    hint: 'Redirect straight to the final URL. With Cloudflare, set SSL/TLS to Full (strict): Flexible loops with a redirect to https.',
  },
  'redirect-invalid': { severity: 'error', hint: 'Redirect to an http or https URL in the Location header.' },
  'redirect-insecure': { severity: 'error', hint: 'Redirect to the https URL; check the PUBLIC_URL or the proxy.' },
  'redirect-temporary': {
    severity: 'warning',
    hint: 'Redirect with 301 or 308, unless it is only for a while: readers keep asking the old URL otherwise.',
  },
  'redirect-chain': { severity: 'warning', hint: 'Redirect straight to the final URL: readers follow few redirects.' },
  'http-open': { severity: 'warning', hint: 'Redirect http to https with 301 or 308, so that the feed has one URL.' },
  'coding-broken': {
    severity: 'error',
    hint: 'Let only one of server, proxy and CDN compress, and name in Content-Encoding what it did, once.',
  },
  'coding-unasked': {
    severity: 'error',
    hint: 'Send Vary: Accept-Encoding from the origin, let caches obey it, and empty them.',
  },
  'vary-missing': {
    severity: 'warning',
    hint: 'Send Vary: Accept-Encoding (nginx: gzip_vary on), or a cache gives a coding to readers that cannot decode it.',
  },
  'not-compressed': {
    severity: 'warning',
    hint: 'Compress this media type (nginx: gzip_static on, or gzip_types), and let the proxy pass Accept-Encoding on.',
  },
  'feed-truncated': {
    severity: 'error',
    hint: 'Check the time limits and buffers of the proxy, and that nothing changes the body without its Content-Length. Empty the cache of the CDN.',
  },
  'feed-malformed': {
    severity: 'error',
    hint: 'Serve the published file as it is: turn off what rewrites pages (minifying, e-mail obfuscation, injected scripts).',
  },
  'feed-unrecognized': { severity: 'error', hint: 'Serve an RSS, Atom or JSON feed at this URL.' },
  'charset-wrong': {
    severity: 'error',
    hint: 'Send charset=utf-8 in Content-Type, or none, and leave the bytes of the document as they are.',
  },
  'feed-large': { severity: 'warning', hint: 'Lower FEED_ITEMS or FEED_BYTES: some readers refuse large feeds.' },
  'answer-slow': {
    severity: 'warning',
    hint: 'See whether the server, the proxy or the network is slow: readers give up after some seconds.',
  },
  'media-type-html': {
    severity: 'error',
    hint: 'Send application/rss+xml, application/atom+xml or application/feed+json: readers take text/html for a page.',
  },
  'media-type-wrong': {
    severity: 'warning',
    hint: 'Send application/rss+xml, application/atom+xml or application/feed+json (nginx: types; docs/operations.md has a block).',
  },
  'validators-missing': {
    severity: 'error',
    hint: 'Pass ETag and Last-Modified through. Turn off what changes documents on their way, as this removes them.',
  },
  'etag-missing': {
    severity: 'warning',
    hint: 'Pass ETag through (nginx: etag on, gzip_static instead of gzip; CDN: no rewriting of feeds).',
  },
  'etag-malformed': { severity: 'warning', hint: 'Put the ETag in double quotes.' },
  'etag-unstable': {
    severity: 'error',
    hint: 'Derive the ETag from the content on all servers behind the load balancer (Apache: FileETag Digest, not INode).',
  },
  'etag-ignored': {
    severity: 'error',
    hint: 'Let the proxy pass If-None-Match on, or answer it itself. Apache: set DeflateAlterETag NoChange (2.5), or let the origin compress. Every poll costs the whole feed.',
  },
  'last-modified-missing': { severity: 'warning', hint: 'Pass Last-Modified through, for readers that use no ETag.' },
  'last-modified-implausible': {
    severity: 'error',
    hint: 'Send the time at which the document changed: readers that send it back otherwise miss articles.',
  },
  'date-ignored': {
    severity: 'warning',
    hint: 'Let the proxy pass If-Modified-Since on (nginx: if_modified_since before).',
  },
  'not-modified-always': {
    severity: 'error',
    hint: 'Answer 304 only to the current ETag, or to a date that is not before Last-Modified: readers otherwise miss articles.',
  },
  'head-differs': { severity: 'warning', hint: 'Answer HEAD like GET, without the body.' },
  'cache-control-missing': {
    severity: 'warning',
    hint: 'Send Cache-Control, such as public, max-age=900; without it, each cache guesses.',
  },
  'cache-forbidden': {
    severity: 'warning',
    hint: 'Send Cache-Control: public with a max-age, so that caches and readers may keep the feed.',
  },
  'cache-too-long': { severity: 'warning', hint: 'Lower the lifetime of feeds to an hour or less, also in the CDN.' },
  'copy-stale': {
    severity: 'error',
    hint: 'Let the CDN respect Cache-Control of the origin (no fixed edge TTL), see that it reaches the origin, and empty its cache.',
  },
  'hub-cached': {
    severity: 'warning',
    hint: 'Send s-maxage=0, so that a hub that fetches the feed after a notification gets the new version.',
  },
  'versions-differ': {
    severity: 'warning',
    hint: 'Run doctor again, if something was just published. Else empty the caches, and see that all servers have the same generation.',
  },
  'cookie-set': { severity: 'warning', hint: 'Set no cookies on feeds: shared caches do not keep such responses.' },
  'cors-missing': {
    severity: 'warning',
    hint: 'Send Access-Control-Allow-Origin: *, so that readers in browsers can fetch the feed.',
  },
  'self-link-missing': { severity: 'warning', hint: 'Add the link with rel="self": hubs know the feed by it.' },
  'self-link-differs': {
    severity: 'warning',
    hint: 'Set PUBLIC_URL to the address that readers use, and generate again; or redirect this URL to that of the link.',
  },
  'link-header-differs': {
    severity: 'warning',
    hint: 'Send the Link header of the server, without adding or rewriting links in the proxy.',
  },
  'hub-unreachable': {
    severity: 'error',
    hint: 'Check the hub, or remove it from WEBSUB_HUBS: readers that subscribed to it wait for it in vain.',
  },
  'archive-unreachable': {
    severity: 'error',
    hint: 'Serve everything below /feeds/, and empty the cache of the CDN: readers cannot reach older articles.',
  },
  'feed-empty': { severity: 'warning', hint: 'Look into the report of "feedmill check".' },
  'items-in-future': { severity: 'warning', hint: 'Correct the dates, or the clock or TIMEZONE of the server.' },
  'ids-differ': {
    severity: 'error',
    hint: 'Run "feedmill check --feed" with the URL: it lists the line that keeps each id. Readers otherwise show the articles again as new.',
  },
  'items-unknown': {
    severity: 'warning',
    hint: 'Set CONTENT_DIR to the folder from which the feed is made, or publish it again.',
  },
  'feed-behind': {
    severity: 'warning',
    hint: 'No action needed if the next run publishes them. Else see whether runs fail, or a cache keeps an old copy.',
  },
} as const satisfies Record<string, DeploymentRule>

export type DeploymentRuleName = keyof typeof deploymentRules

/**
 * Creates a diagnostic about a deployed feed.
 *
 * @param url what it is about
 * @param hint replaces that of the rule
 */
export function deploymentDiagnostic(
  rule: DeploymentRuleName,
  url: string,
  message: string,
  hint: string = deploymentRules[rule].hint,
): Diagnostic {
  return { file: url, rule, message, hint, severity: deploymentRules[rule].severity }
}
