import { describe } from 'vitest'
import { keys, privateHeaders } from '../../../src/publish/s3/keys.ts'
import { createS3Store } from '../../../src/publish/s3/s3-store.ts'
import { cephPlace, hasCeph } from '../../support/ceph/ceph.ts'
import { describeStore } from '../store-contract.ts'

describe.runIf(hasCeph)('the contract of stores', () => {
  describeStore('a bucket', async () => {
    const { open } = await cephPlace({ isProbed: true })
    const bucket = await open()
    const openStore = () => createS3Store(bucket, { pid: process.pid })
    return {
      open: openStore,
      kept: 10,
      turns: 4,
      damage: async (revision, path, bytes) => {
        const { files } = await openStore().readManifest(revision)
        const key = keys.object(files.find((file) => file.path === path)?.sha256 ?? '')
        if (bytes) await bucket.put(key, bytes, privateHeaders.json)
        else await bucket.remove(key)
      },
      list: async () => {
        const names: string[] = []
        for await (const { key } of bucket.list('')) names.push(key)
        return names.filter((name) => !/^(objects|manifests|state)\//.test(name))
      },
    }
  })
})
