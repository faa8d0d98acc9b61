import type { Answer } from './exchange.ts'

/** A service that lets only browsers and known bots through. */
export interface BotWall {
  name: string
  /** A header field that only its challenges have. */
  header?: [name: string, value: RegExp]
  /** What its pages contain. */
  page?: RegExp
  /** How to let feed readers through. */
  hint: string
}

/** The walls that feed readers meet, with what identifies a challenge, not only the service. */
export const botWalls: readonly BotWall[] = [
  {
    name: 'Cloudflare',
    header: ['cf-mitigated', /challenge|block/],
    page: /\/cdn-cgi\/challenge-platform\/|cf-browser-verification|<title>(?:Just a moment\.\.\.|Attention Required! \| Cloudflare)|class="cf-error-details/,
    hint: 'Cloudflare: add a WAF custom rule that skips all rules, managed challenges and Super Bot Fight Mode where the URI path starts with /feeds; turn off Bot Fight Mode and "I\'m under attack", which know no exceptions.',
  },
  {
    name: 'Anubis',
    page: /\/\.within\.website\/|id="anubis_|Making sure you(?:&#39;|')re not a bot/,
    hint: 'Anubis: add a rule with action ALLOW and path_regex ^/feeds to the bot policy, before the others.',
  },
  {
    name: 'AWS WAF',
    header: ['x-amzn-waf-action', /challenge|captcha/],
    page: /awswaf\.com\/|AwsWafIntegration/,
    hint: 'AWS WAF: add a rule with action Allow for URI paths that start with /feeds, with a lower priority number than the others.',
  },
  {
    name: 'Vercel',
    header: ['x-vercel-mitigated', /./],
    page: /Vercel Security Checkpoint/,
    hint: 'Vercel: add a firewall rule with action Bypass where the request path starts with /feeds.',
  },
  {
    name: 'Imperva',
    page: /_Incapsula_Resource|Incapsula incident ID/,
    hint: 'Imperva: add an exception for URLs that start with /feeds to the bot and client classification rules.',
  },
  {
    name: 'DataDome',
    header: ['x-datadome', /protected|challenge/],
    page: /captcha-delivery\.com/,
    hint: 'DataDome: exclude the paths that start with /feeds from protection.',
  },
  {
    name: 'Akamai',
    page: /<h1>Access Denied<\/h1>[\s\S]{0,500}?(?:Reference(?: |&#32;)*(?:#|&#35;)|errors\.edgesuite\.net)/i,
    hint: 'Akamai: set the bot categories of feed readers to Monitor for paths that start with /feeds.',
  },
  {
    name: 'Sucuri',
    page: /Sucuri WebSite Firewall|sucuri_cloudproxy/i,
    hint: 'Sucuri: add /feeds to the allowed URL paths.',
  },
  {
    name: 'DDoS-Guard',
    page: /<title>DDOS-GUARD|\/\.well-known\/ddos-guard\//i,
    hint: 'DDoS-Guard: add an exception for paths that start with /feeds.',
  },
  {
    name: 'SiteGround',
    page: /\/\.well-known\/sgcaptcha/,
    hint: 'SiteGround: ask the support to exempt the feed URLs from the anti-bot system.',
  },
  {
    name: 'a captcha',
    page: /(?:hcaptcha\.com\/1|google\.com\/recaptcha\/api|challenges\.cloudflare\.com\/turnstile|px-captcha)/,
    hint: 'Exempt the feed URLs (/feeds/, /feeds.opml) from the bot protection: feed readers run no JavaScript.',
  },
]

/**
 * Finds the wall that sent a challenge.
 *
 * @param page the text of the answer, if it is HTML
 */
export function findBotWall({ headers }: Answer, page: string | undefined): BotWall | undefined {
  return botWalls.find(({ header, page: pattern }) => {
    const isInHeader = header?.[1].test(headers.get(header[0]) ?? '') ?? false
    return isInHeader || (page !== undefined && (pattern?.test(page) ?? false))
  })
}
