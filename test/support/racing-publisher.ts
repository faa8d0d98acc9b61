// Publishes to a bucket again and again until it is killed, with leases that last as long as the first argument says, in
// milliseconds. Prints a line for each run: the generation that it published, or the code of its error.
import { setTimeout as wait } from 'node:timers/promises'
import { BuildCache } from '../../src/build/cache/build-cache.ts'
import { generate } from '../../src/build/pipeline.ts'
import { parseConfig } from '../../src/config.ts'
import { FeedmillError } from '../../src/errors.ts'
import { fileSystem } from '../../src/file-system.ts'
import { openBucketAt } from '../../src/publish/s3/open-s3-store.ts'
import { createS3Store } from '../../src/publish/s3/s3-store.ts'
import type { BucketUrl } from '../../src/text/parse-bucket-url.ts'

const config = parseConfig(process.env)
const bucket = await openBucketAt(config.publishTo as BucketUrl, config)
const store = createS3Store(bucket, { pid: process.pid, leaseMs: Number(process.argv[2]) })
const cache = new BuildCache(config.outDir, { fileSystem })
for (;;) {
  try {
    const { generation } = await generate(config, { store, cache, now: () => new Date() })
    if (generation !== undefined) process.stdout.write(`${generation}\n`)
  } catch (error) {
    process.stdout.write(`${error instanceof FeedmillError ? error.code : error}\n`)
  }
  await wait(150)
}
