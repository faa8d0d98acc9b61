import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseConfig, variableNames } from '../src/config.ts'
import { FeedmillError } from '../src/errors.ts'

describe('parseConfig', () => {
  it('has a default for every variable', () => {
    expect(parseConfig({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      contentDir: 'content',
      outDir: 'out',
      siteTitle: undefined,
      siteDescription: 'Every article, newest first',
      siteAuthor: undefined,
      siteLanguage: undefined,
      siteIcon: undefined,
      regenerateCron: '*/15 * * * *',
      watch: false,
      timezone: 'UTC',
      feedItems: 50,
      feedBytes: 4_194_304,
      archiveItems: 100,
      maxShrinkPercent: 50,
      websubHubs: [],
      deltaFeeds: false,
      pageImages: false,
      statusPage: false,
      metricsPort: undefined,
      metricsHost: '127.0.0.1',
      trustedProxies: ['loopback'],
      publishTo: undefined,
      serveFrom: undefined,
      s3Endpoint: undefined,
      s3ForcePathStyle: false,
      shutdownDelay: 0,
      logLevel: 'info',
    })
  })

  it('treats an empty value as unset, and ignores other variables', () => {
    expect(parseConfig({ PORT: '', SITE_AUTHOR: '  ', HOME: '/root' })).toEqual(parseConfig({}))
  })

  it.each([
    ['PORT', '0', 'port', 0],
    ['PORT', '/run/feedmill.sock', 'port', '/run/feedmill.sock'],
    ['HOST', '[::1]', 'host', '::1'],
    ['PUBLIC_URL', 'https://example.org//feeds', 'publicUrl', 'https://example.org/feeds'],
    ['PUBLIC_URL', 'https://example.org/\\/feeds//', 'publicUrl', 'https://example.org/feeds'],
    ['TRUSTED_PROXIES', '10.0.0.0/8, ::1 uniquelocal', 'trustedProxies', ['10.0.0.0/8', '::1', 'uniquelocal']],
    ['SHUTDOWN_DELAY', '15', 'shutdownDelay', 15],
    ['PUBLIC_URL', 'https://Feeds.Example.org/', 'publicUrl', 'https://feeds.example.org'],
    ['PUBLIC_URL', 'https://example.org/news/', 'publicUrl', 'https://example.org/news'],
    ['SITE_LANGUAGE', 'PT-br', 'siteLanguage', 'pt-BR'],
    ['REGENERATE_CRON', '*/10 * * * * *', 'regenerateCron', '*/10 * * * * *'],
    ['TIMEZONE', 'Europe/Berlin', 'timezone', 'Europe/Berlin'],
    ['ARCHIVE_ITEMS', '0', 'archiveItems', 0],
    [
      'WEBSUB_HUBS',
      'https://a.example/, https://b.example/x, https://a.example',
      'websubHubs',
      ['https://a.example/', 'https://b.example/x'],
    ],
    ['DELTA_FEEDS', 'true', 'deltaFeeds', true],
    ['PUBLISH_TO', 's3://feeds', 'publishTo', { bucket: 'feeds', prefix: '' }],
    ['PUBLISH_TO', 's3://feeds/a/b', 'publishTo', { bucket: 'feeds', prefix: 'a/b/' }],
    ['PUBLISH_TO', 's3://feeds/a?layout=site', 'publishTo', { bucket: 'feeds', prefix: 'a/', layout: 'site' }],
    ['SERVE_FROM', 's3://feeds/a/', 'serveFrom', { bucket: 'feeds', prefix: 'a/' }],
    ['S3_ENDPOINT', 'https://s3.example.org/', 's3Endpoint', 'https://s3.example.org'],
    ['S3_FORCE_PATH_STYLE', 'true', 's3ForcePathStyle', true],
    ['SITE_TITLE', 'A\u0001 good\n title', 'siteTitle', 'A good title'],
  ])('accepts %s=%s', (name, value, key, expected) => {
    expect(parseConfig({ [name]: value })).toMatchObject({ [key]: expected })
  })

  it.each([
    [
      'PORT',
      'http',
      'must be a whole number from 0 to 65535, or the absolute path of a Unix socket (at most 103 bytes)',
    ],
    [
      'PORT',
      `/${'a'.repeat(103)}`,
      'must be a whole number from 0 to 65535, or the absolute path of a Unix socket (at most 103 bytes)',
    ],
    [
      'PORT',
      '65536',
      'must be a whole number from 0 to 65535, or the absolute path of a Unix socket (at most 103 bytes)',
    ],
    ['PUBLIC_URL', 'feeds.example.org', 'must be an http or https URL without user name, query or fragment'],
    ['PUBLIC_URL', 'https://example.org/?', 'must be an http or https URL without user name, query or fragment'],
    ['PUBLIC_URL', 'https://example.org#', 'must be an http or https URL without user name, query or fragment'],
    [
      'PUBLIC_URL',
      'https://me:secret@example.org',
      'must be an http or https URL without user name, query or fragment',
    ],
    ['SITE_LANGUAGE', 'english language', 'must be a language tag such as en or pt-BR'],
    ['TIMEZONE', 'Mars/Olympus', 'must be a time zone such as UTC or Europe/Berlin'],
    ['FEED_ITEMS', '0', 'must be a whole number from 1 to 10000'],
    ['FEED_ITEMS', '1e2', 'must be a whole number from 1 to 10000'],
    ['MAX_SHRINK_PERCENT', '101', 'must be a whole number from 0 to 100'],
    ['WEBSUB_HUBS', 'https://a.example,ftp://b.example', 'must be http or https URLs, separated by commas'],
    ['DELTA_FEEDS', 'yes', 'must be true or false'],
    ['WATCH', '1', 'must be true or false'],
    ['SITE_AUTHOR', '\u0007', 'must not be blank'],
    ['METRICS_PORT', '0', 'must be a whole number from 1 to 65535'],
    [
      'TRUSTED_PROXIES',
      'loopback,proxy.example',
      'must be loopback, linklocal, uniquelocal, addresses or subnets such as 10.0.0.0/8, separated by commas',
    ],
    ...['feeds/a', 's3://Feeds', 's3://feeds/../a', 's3://feeds/a?layout=tree', 's3://feeds/a?layout='].map((value) => [
      'PUBLISH_TO',
      value,
      'must be s3://<bucket>/<prefix>, or s3://<bucket>/<prefix>?layout=site to also write a static site',
    ]),
    ...['https://feeds', 's3://feeds/a?layout=site'].map((value) => [
      'SERVE_FROM',
      value,
      'must be s3://<bucket>/<prefix>; only PUBLISH_TO takes ?layout=site',
    ]),
    ['S3_ENDPOINT', 's3.example.org', 'must be an http or https URL without user name or query'],
    ['SHUTDOWN_DELAY', '1.5', 'must be a whole number from 0 to 3600'],
    ['LOG_LEVEL', 'loud', 'must be one of trace, debug, info, warn, error, fatal, silent'],
  ])('rejects %s=%s, naming the variable, the value and the rule', (name = '', value = '', rule) => {
    const error = rejectionOf({ [name]: value })
    expect(error.message).toBe(`${name} is ${JSON.stringify(value)}, but ${rule}`)
    expect(error).toMatchObject({ code: 'config-invalid', exitStatus: 2 })
  })

  it.each(['soon', '* * * *', '61 * * * *', '* * * * * * *'])('rejects the cron expression "%s"', (value) => {
    expect(rejectionOf({ REGENERATE_CRON: value }).message).toContain(
      `REGENERATE_CRON is ${JSON.stringify(value)}, but must be a cron expression of five fields, or six with seconds first`,
    )
  })

  it('reports every invalid variable at once', () => {
    expect(rejectionOf({ PORT: 'x', FEED_ITEMS: 'y' }).message.split('\n')).toHaveLength(2)
  })
})

describe('a variable whose name starts with FEEDMILL_', () => {
  it('goes before the bare one, even if it is empty', () => {
    expect(parseConfig({ FEEDMILL_PORT: '8080', PORT: '80' })).toMatchObject({ port: 8080 })
    expect(parseConfig({ FEEDMILL_METRICS_PORT: '', METRICS_PORT: 'tcp://10.0.0.1:9090' })).toEqual(parseConfig({}))
  })

  it('is named if it is invalid', () => {
    expect(rejectionOf({ FEEDMILL_WATCH: 'on' }).message).toBe('FEEDMILL_WATCH is "on", but must be true or false')
  })

  it('does not count if Kubernetes sets it for a Service named feedmill', () => {
    const injected = { FEEDMILL_PORT: 'tcp://10.0.0.1:3000', FEEDMILL_METRICS_PORT: 'tcp://10.0.0.2:9090' }
    expect(parseConfig({ ...injected, PORT: '8080' })).toEqual(parseConfig({ PORT: '8080' }))
  })
})

it('parseConfig says that a variable comes from Kubernetes, and how to go on', () => {
  expect(rejectionOf({ METRICS_PORT: 'tcp://10.0.0.1:9090' }).message).toBe(
    'METRICS_PORT is "tcp://10.0.0.1:9090", but must be a whole number from 1 to 65535. Kubernetes sets it because there is a Service named metrics. Set FEEDMILL_METRICS_PORT, which goes first.',
  )
})

describe('.env.example', () => {
  const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8')
  const lines = text.split('\n').filter((line) => /^[A-Z]/.test(line))
  const values = Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2)))

  it('lists every variable, in the order of the schema', () => {
    expect(Object.keys(values)).toEqual(variableNames)
  })

  it('shows the defaults', () => {
    expect(parseConfig(values)).toEqual(parseConfig({}))
  })
})

function rejectionOf(env: Record<string, string>): FeedmillError {
  try {
    parseConfig(env)
  } catch (error) {
    if (error instanceof FeedmillError) return error
    throw error
  }
  throw new Error('it was accepted')
}
