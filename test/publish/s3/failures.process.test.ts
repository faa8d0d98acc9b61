import { describe, expect, it } from 'vitest'
import { linkPosts } from '../../support/articles.ts'
import { runCommand } from '../../support/command.ts'
import { startS3Double } from '../../support/s3-double.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

describe('a bucket that refuses a write', () => {
  it.each([
    [403, 'AccessDenied', 'access is denied', 'Give these credentials the rights listed in docs/bucket.md.'],
    [403, 'ExpiredToken', 'the credentials have expired', 'Renew them, or use a role that renews them by itself.'],
    [403, 'QuotaExceeded', 'the bucket is full', 'Raise its quota, or free space with "feedmill prune".'],
  ] as const)(
    'with %i %s fails the run with one clear message, and loses nothing',
    async (status, code, reason, hint) => {
      const double = await startS3Double()
      const folders = { CONTENT_DIR: temporaryFolder(linkPosts(1)), OUT_DIR: temporaryFolder() }
      const generate = () =>
        runCommand(['generate', '--force'], { ...double.env, ...folders, PUBLISH_TO: 's3://feeds/site' })
      expect((await generate()).stdout).toContain('published as generation 1')
      const before = double.read('latest.json')
      double.intercept = ({ method, url = '' }) =>
        method === 'PUT' && url.includes('/objects/') ? [status, code] : undefined
      const second = { ...folders, CONTENT_DIR: temporaryFolder(linkPosts(2)) }
      const failed = await runCommand(['generate'], { ...double.env, ...second, PUBLISH_TO: 's3://feeds/site' })
      expect(failed.status).toBe(1)
      expect(failed.stderr).toMatch(new RegExp(`"s3://feeds/site": objects/[0-9a-f]{64} cannot be written: ${reason}`))
      expect(failed.stderr.replace(/\s+/g, ' ')).toContain(hint)
      expect(failed.stderr.match(/cannot be written/g)).toHaveLength(1)
      expect(double.read('latest.json')).toEqual(before)
      double.intercept = () => undefined
      const third = await runCommand(['generate'], { ...double.env, ...second, PUBLISH_TO: 's3://feeds/site' })
      expect(third.stdout).toContain('published as generation 2')
    },
  )
})

it('a wrong address, or missing credentials, are named', async () => {
  const CONTENT_DIR = temporaryFolder(linkPosts(1))
  const run = async (env: Record<string, string>) => {
    const folders = { CONTENT_DIR, OUT_DIR: temporaryFolder(), PUBLISH_TO: 's3://feeds/site' }
    return (await runCommand(['generate'], { ...folders, ...env })).stderr
  }
  const { env, endpoint } = await startS3Double()
  expect(await run({ ...env, S3_ENDPOINT: 'http://127.0.0.1:1' })).toContain('nothing answers at this address')
  expect(await run({ S3_ENDPOINT: endpoint, AWS_EC2_METADATA_DISABLED: 'true' })).toContain('there are no credentials')
})
