import { Writable } from 'node:stream'
import { expect, it } from 'vitest'
import { createLogDestination } from '../src/log-destination.ts'

const KILOBYTE = `${'x'.repeat(1023)}\n`

/** A stream whose writes end when they are told to. */
function stream() {
  const written: string[] = []
  let end: ((error?: Error) => void) | undefined
  const output = new Writable({
    autoDestroy: false,
    write: (chunk, _encoding, done) => {
      end = (error) => {
        end = undefined
        if (!error) written.push(String(chunk))
        done(error)
      }
    },
  }).on('error', () => undefined)
  const next = async (error?: Error) => {
    end?.(error)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { output, written, next, isWaiting: () => end !== undefined }
}

it('drops lines while four megabytes wait, and says afterwards how many', async () => {
  const { output, written, next, isWaiting } = stream()
  const recovered: number[] = []
  const { write } = createLogDestination(output, (dropped) => recovered.push(dropped))
  for (let line = 0; line < 10_000; line++) write(KILOBYTE)
  expect(output.writableLength).toBeLessThan(4.1 * 1024 * 1024)
  while (isWaiting()) await next()
  expect(written.length + (recovered[0] ?? 0)).toBe(10_000)
  expect(recovered).toHaveLength(1)
})

it('loses no line that a reader takes in time', async () => {
  const { output, written, next, isWaiting } = stream()
  const { write } = createLogDestination(output, () => expect.unreachable())
  const lines = Array.from({ length: 100 }, (_, number) => `${number}\n`)
  for (const line of lines) write(line)
  while (isWaiting()) await next()
  expect(written).toEqual(lines)
})
