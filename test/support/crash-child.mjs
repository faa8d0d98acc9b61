// Runs the mill once, as built, and kills itself at the disk operation of the given number: before it, or just after.
import { parseConfig } from '../../dist/config.js'
import { generate } from '../../dist/generate.js'
import { disk } from '../../dist/publish/disk.js'

const fatal = Number(process.argv[2])
const after = process.argv[3] === 'after'
let count = 0
const mortal = Object.fromEntries(
  Object.entries(disk).map(([name, operation]) => [
    name,
    async (...args) => {
      const isFatal = ++count === fatal
      if (isFatal && !after) process.kill(process.pid, 'SIGKILL')
      const result = await operation(...args)
      if (isFatal) process.kill(process.pid, 'SIGKILL')
      return result
    },
  ]),
)
await generate(parseConfig(process.env), { now: () => new Date(), pid: process.pid, disk: mortal })
process.stdout.write(String(count))
