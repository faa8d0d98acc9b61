import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseUrl } from '../../src/text/canonical-url.ts'
import { fuzzing } from '../support/fuzzing.ts'

/** Text that resembles a URL, made of characters with a meaning in URLs. */
const pieces = [
  ...['a', '.', '..', '-', '/', '\\', '@', ':', '?', '#', '[', ']', '|', '^', '`', '{', '"', '<', ' ', '\t', '🙂', 'ü'],
  ...['%', '%2', '%2e', '%41', '%c3', '%25', '。', '::1', '80', '443', '0x7f', '1', 'xn--', '.com'],
]
const roughUrl = fc
  .tuple(
    fc.constantFrom(
      'http://',
      'https://',
      'HTTP://',
      'https:',
      'http:\\\\',
      'http://@',
      'http://u:p@',
      'https:///',
      '//',
    ),
    fc.string({
      unit: fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 1 })),
      maxLength: 12,
    }),
  )
  .map((parts) => parts.join(''))
const anyUrl = fc.oneof(roughUrl, fc.webUrl({ withQueryParameters: true, withFragments: true }))

it('parseUrl returns the same result after many calls', () => {
  // A flat string of its own, as an escape produces it, not a substring.
  const url = Buffer.from('https://münchen.example/a').toString()
  for (let call = 0; call < 20_000; call++) {
    expect(parseUrl(url)).toEqual({ href: 'https://xn--mnchen-3ya.example/a' })
  }
})

describe('parseUrl', () => {
  it.each([
    ['https://example.org', 'https://example.org/'],
    ['HTTPS://Example.ORG/Path', 'https://example.org/Path'],
    ['https://example.org:443/', 'https://example.org/'],
    ['http://example.org:80/', 'http://example.org/'],
    ['http://example.org:8080/', 'http://example.org:8080/'],
    ['https://example.org./a', 'https://example.org/a'],
    ['https://münchen.de/ü', 'https://xn--mnchen-3ya.de/%C3%BC'],
    ['https://example.org/a/../b/./c', 'https://example.org/b/c'],
    ['https://example.org/%7Euser/%c3%a9%2f', 'https://example.org/~user/%C3%A9%2F'],
    ['https://example.org/100%', 'https://example.org/100%25'],
    ['https://example.org/a b|c', 'https://example.org/a%20b%7Cc'],
    ['https://example.org/?q=[x]&y="z"#^top', 'https://example.org/?q=%5Bx%5D&y=%22z%22#%5Etop'],
    ['https://[2001:DB8::1]/', 'https://[2001:db8::1]/'],
    ['https://example.org/@user:name', 'https://example.org/@user:name'],
  ])('canonicalizes %s to %s', (text, href) => {
    expect(parseUrl(text)).toEqual({ href })
  })

  it.each([
    ['', 'url-invalid'],
    ['example.org/page', 'url-invalid'],
    ['/page', 'url-invalid'],
    ['//example.org/page', 'url-invalid'],
    ['https:example.org', 'url-invalid'],
    ['https:///example.org', 'url-invalid'],
    ['https://', 'url-invalid'],
    ['https://exa mple.org/', 'url-invalid'],
    ['https://example.org:99999/', 'url-invalid'],
    ['javascript:alert(1)', 'url-scheme'],
    ['data:text/html,hello', 'url-scheme'],
    ['file:///etc/passwd', 'url-scheme'],
    ['ftp://example.org/', 'url-scheme'],
    ['mailto:a@example.org', 'url-scheme'],
    ['https://user:secret@example.org/', 'url-userinfo'],
    ['https://user@example.org/', 'url-userinfo'],
  ])('rejects %j with the rule %s', (text, rule) => {
    expect(parseUrl(text)).toBe(rule)
  })

  it.each([
    'https://./',
    'https://../',
    'https://.:80/',
    'https://a../',
    'https://a..b/',
    'https://{{host}}/',
    'https://exa"mple.org/',
  ])('rejects %s, which has an invalid host', (text) => {
    expect(parseUrl(text)).toBe('url-invalid')
  })

  it('is idempotent', () => {
    fc.assert(
      fc.property(anyUrl, (text) => {
        const parsed = parseUrl(text)
        fc.pre(typeof parsed !== 'string')
        expect(parseUrl(parsed.href)).toEqual(parsed)
      }),
      fuzzing(0.05),
    )
  })

  it('skips only URLs that the URL standard leaves unchanged', () => {
    const piece = fc.constantFrom(...'a-b.1/~?=&@:;,!$()*+_', '..', '/.', '//', 'xn--', 'A', "'", '%41', '%C3', '0x7')
    const likely = fc.string({ unit: piece, maxLength: 10 }).map((tail) => `https://a.b${tail}`)
    fc.assert(
      fc.property(likely, (text) => {
        const parsed = parseUrl(text)
        fc.pre(typeof parsed !== 'string' && parsed.href === text)
        expect(new URL(text).href).toBe(text)
      }),
      fuzzing(0.05),
    )
  })

  it('produces printable ASCII without user name or password', () => {
    fc.assert(
      fc.property(anyUrl, (text) => {
        const parsed = parseUrl(text)
        fc.pre(typeof parsed !== 'string')
        const { protocol, username, password } = new URL(parsed.href)
        expect(['http:', 'https:']).toContain(protocol)
        expect(username + password).toBe('')
        expect(parsed.href).toMatch(/^[\w.~:/?#[\]@!$&'()*+,;=%-]+$/)
      }),
      fuzzing(0.02),
    )
  })
})
