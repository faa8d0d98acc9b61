import { expect, it } from 'vitest'
import { createServiceClock } from '../../../src/publish/s3/service-clock.ts'
import { startS3Double } from '../../support/s3-double.ts'

it('the time of a service is that of its objects, and is asked for again after a failure', async () => {
  const double = await startS3Double(undefined, () => new Date('2026-01-02T00:00:00Z'))
  let clock = 0
  const serviceNow = createServiceClock(await double.open(), () => clock)
  double.intercept = () => [403, 'QuotaExceeded']
  await expect(serviceNow()).rejects.toThrow('the bucket is full')
  double.intercept = () => undefined
  expect(new Date(await serviceNow())).toEqual(new Date('2026-01-02T00:00:00Z'))
  clock = 5000
  expect(new Date(await serviceNow())).toEqual(new Date('2026-01-02T00:00:05Z'))
})
