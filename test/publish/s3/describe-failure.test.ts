import { expect, it } from 'vitest'
import { describeFailure } from '../../../src/publish/s3/describe-failure.ts'

it.each(['QuotaExceeded', 'InsufficientStorage'])(
  'for %s, only a higher quota helps: pruning would write, too',
  (name) => {
    const error = Object.assign(new Error('Quota exceeded'), { name, $metadata: { httpStatusCode: 403 } })
    const attempted = { name: 's3://bucket/prefix', action: 'written', key: 'objects/1' }
    expect(describeFailure(error, attempted)).toMatchObject({
      message: '"s3://bucket/prefix": objects/1 cannot be written: the bucket is full',
      hint: 'Raise its quota.',
    })
  },
)
