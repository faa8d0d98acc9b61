import { Writable } from 'node:stream'
import { expect, it } from 'vitest'
import { showProgress } from '../../src/cli/progress-bar.ts'

it('shows the number of files that are to be read when that changes', async () => {
  const { terminal, text } = createTerminal()
  const progress = await showProgress(terminal, { delayMs: 0 })
  progress.update(3, 4)
  progress.update(10, 2000)
  progress.update(1000, 2000)
  progress.end()
  expect(text()).toMatch(/ 3\/4\b/)
  expect(text()).toMatch(/ 1000\/2000\b/)
  expect(text()).not.toMatch(/ 1000\/4\b/)
})

it('shows nothing of a run that is over soon', async () => {
  const { terminal, text } = createTerminal()
  const progress = await showProgress(terminal, { delayMs: 60_000 })
  progress.update(3, 4)
  progress.end()
  expect(text()).toBe('')
})

it('writes nothing into a log', async () => {
  const { terminal, text } = createTerminal({ isTTY: false })
  const progress = await showProgress(terminal, { delayMs: 0 })
  progress.update(3, 4)
  progress.end()
  expect(text()).toBe('')
})

function createTerminal({ isTTY } = { isTTY: true }) {
  let written = ''
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      written += chunk.toString()
      done()
    },
  })
  const terminal = Object.assign(stream, { isTTY, columns: 80 }) as unknown as NodeJS.WriteStream
  return { terminal, text: () => written }
}
