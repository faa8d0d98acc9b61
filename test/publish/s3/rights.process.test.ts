import { readFileSync } from 'node:fs'
import { PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3'
import { expect, it } from 'vitest'
import { linkPosts } from '../../support/articles.ts'
import { follow } from '../../support/bucket-server.ts'
import { cephUser, hasCeph } from '../../support/ceph/ceph.ts'
import { runCommand } from '../../support/command.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** The policy in docs/bucket.md. */
function documentedPolicy(): { Statement: object[] } {
  const text = readFileSync(new URL('../../../docs/bucket.md', import.meta.url), 'utf8')
  return JSON.parse(/^## Rights$.*?```json\n(.*?)```/ms.exec(text)?.[1] ?? '')
}

it.runIf(hasCeph)('a publisher and a server need no more rights than docs/bucket.md lists', async () => {
  const [owner, publisher, server] = [await cephUser(), await cephUser(), await cephUser()]
  const bucket = owner.env.PUBLISH_TO?.replace('s3://', '') ?? ''
  const { Statement } = documentedPolicy()
  const ofServer = JSON.stringify(Statement).replace(/, *"s3:(?:Put|Delete)Object"/g, '')
  const grant = (statements: object[], { name }: { name: string }) =>
    statements.map((statement) => ({ ...statement, Principal: { AWS: [`arn:aws:iam:::user/${name}`] } }))
  const policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [...grant(Statement, publisher), ...grant(JSON.parse(ofServer), server)],
  })
  const client = new S3Client({
    ...{ endpoint: owner.env.S3_ENDPOINT ?? '', region: 'us-east-1', forcePathStyle: true },
    credentials: {
      accessKeyId: owner.env.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: owner.env.AWS_SECRET_ACCESS_KEY ?? '',
    },
  })
  const Policy = policy.replaceAll('BUCKET', bucket).replaceAll('PREFIX', 'site')
  await client.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy }))
  client.destroy()

  const url = `s3://${bucket}/site`
  const folders = { CONTENT_DIR: temporaryFolder(linkPosts(2)), OUT_DIR: temporaryFolder() }
  const { status, stderr, stdout } = await runCommand(['generate'], { ...publisher.env, ...folders, PUBLISH_TO: url })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(stdout).toContain('published as generation 1')
  const { PUBLISH_TO: _, ...env } = server.env
  const { url: address } = await follow({ url, env })
  expect((await fetch(`${address}/feeds/ai.xml`)).status).toBe(200)
})
