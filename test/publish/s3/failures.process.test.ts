import { expect, it } from 'vitest'
import { linkPosts } from '../../support/articles.ts'
import { cephUser, hasCeph } from '../../support/ceph/ceph.ts'
import { runCommand } from '../../support/command.ts'
import { startS3Double } from '../../support/s3-double.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

it('credentials that expire during a run fail it with one clear message, and nothing is lost', async () => {
  const double = await startS3Double()
  const OUT_DIR = temporaryFolder()
  const generate = (articles: number) =>
    runCommand(['generate'], {
      ...{ ...double.env, OUT_DIR, CONTENT_DIR: temporaryFolder(linkPosts(articles)), PUBLISH_TO: 's3://feeds/site' },
    })
  expect((await generate(1)).stdout).toContain('published as generation 1')
  const before = double.read('latest.json')
  double.intercept = ({ method, url = '' }) =>
    method === 'PUT' && url.includes('/objects/') ? [403, 'ExpiredToken'] : undefined
  const { status, stderr } = await generate(2)
  expect(status).toBe(1)
  expect(stderr).toMatch(/"s3:\/\/feeds\/site": objects\/[0-9a-f]{64} cannot be written: the credentials have expired/)
  expect(stderr.replace(/\s+/g, ' ')).toContain('Renew them, or use a role that renews them by itself.')
  expect(stderr.match(/cannot be written/g)).toHaveLength(1)
  expect(double.read('latest.json')).toEqual(before)
  double.intercept = () => undefined
  expect((await generate(2)).stdout).toContain('published as generation 2')
})

it.runIf(hasCeph)(
  'a real service that is full, suspends the user or forgets the key is named, and nothing is lost',
  async () => {
    const { env, administer } = await cephUser()
    const OUT_DIR = temporaryFolder()
    const generate = async (articles: number) => {
      const { status, stdout, stderr } = await runCommand(['generate'], {
        ...{ ...env, OUT_DIR, CONTENT_DIR: temporaryFolder(linkPosts(articles)) },
      })
      return { status, said: (stdout + stderr).replace(/\s+/g, ' ') }
    }
    expect((await generate(1)).said).toContain('published as generation 1')

    await administer('quota', 'set', '--quota-scope=bucket', '--max-objects=1')
    await administer('quota', 'enable', '--quota-scope=bucket')
    const full = await generate(2)
    expect(full.said.match(/cannot be written: the bucket is full.*Raise its quota/g)).toHaveLength(1)
    await administer('quota', 'disable', '--quota-scope=bucket')

    await administer('user', 'suspend')
    const suspended = await generate(2)
    expect(suspended.said.match(/cannot be \w+: access is denied/g)).toHaveLength(1)
    await administer('user', 'enable')

    const { AWS_ACCESS_KEY_ID: key = '', AWS_SECRET_ACCESS_KEY: secret = '' } = env
    await administer('key', 'rm', `--access-key=${key}`)
    const forgotten = await generate(2)
    expect(forgotten.said.match(/cannot be \w+: the access key is unknown there/g)).toHaveLength(1)
    await administer('key', 'create', `--access-key=${key}`, `--secret=${secret}`)

    expect([full, suspended, forgotten].map(({ status }) => status)).toEqual([1, 1, 1])
    expect((await generate(2)).said).toContain('published as generation 2')
  },
)

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
