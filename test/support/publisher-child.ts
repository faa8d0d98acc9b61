// Publishes to a bucket again and again, and kills itself in the middle of its nth write (first argument), or never (0). Its
// lease runs out soon after.
import { setTimeout as wait } from 'node:timers/promises'
import { BuildCache } from '../../src/build/cache/build-cache.ts'
import { generate } from '../../src/build/pipeline.ts'
import { parseConfig } from '../../src/config.ts'
import { fileSystem } from '../../src/file-system.ts'
import { type Bucket, openBucket } from '../../src/publish/s3/bucket.ts'
import { createS3Store } from '../../src/publish/s3/s3-store.ts'
import { parseBucketUrl } from '../../src/text/parse-bucket-url.ts'

const config = parseConfig(process.env)
const url = parseBucketUrl(process.env.PUBLISH_TO ?? '')
if (!url) throw new Error('PUBLISH_TO is not set')
const bucket = await openBucket({ ...url, endpoint: config.s3Endpoint, forcePathStyle: config.s3ForcePathStyle })
const fatal = Number(process.argv[2])
let writes = 0
const put: Bucket['put'] = (...args) => {
  const written = bucket.put(...args)
  if (++writes === fatal) setTimeout(() => process.kill(process.pid, 'SIGKILL'), Math.random() * 10)
  return written
}
const store = createS3Store({ ...bucket, put }, { pid: process.pid, leaseMs: 600 })
const cache = new BuildCache(config.outDir, { fileSystem })
// A second ahead, so that new files count as settled.
const now = () => new Date(Date.now() + 1000)
for (;;) {
  await generate(config, { store, cache, now })
  await wait(50)
}
