// Runs the mill and kills itself at the disk operation of the given number: before it, or just after. Before that it
// runs as often as it is told, with another title of `new.md` each time.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createBuildCache } from '../../src/build/cache/remember.ts'
import { generate } from '../../src/build/pipeline.ts'
import { parseConfig } from '../../src/config.ts'
import { type FileSystem, fileSystem } from '../../src/file-system.ts'

const fatal = Number(process.argv[2])
const after = process.argv[3] === 'after'
const runsBefore = Number(process.argv[4])
let count = 0
const mortal = Object.fromEntries(
  Object.entries(fileSystem).map(([name, operation]) => [
    name,
    async (...args: unknown[]) => {
      const isFatal = ++count === fatal
      if (isFatal && !after) process.kill(process.pid, 'SIGKILL')
      const result = await (operation as (...args: unknown[]) => Promise<unknown>)(...args)
      if (isFatal) process.kill(process.pid, 'SIGKILL')
      return result
    },
  ]),
) as unknown as FileSystem
const config = parseConfig(process.env)
// A second ahead, so that files that were written just now count as left alone.
const options = { now: () => new Date(Date.now() + 1000), pid: process.pid, memory: createBuildCache() }
const file = join(config.contentDir, 'new.md')
const text = readFileSync(file, 'utf8')
for (let run = 0; run < runsBefore; run++) {
  writeFileSync(file, text.replace('title: "', `title: "${run} `))
  await generate(config, options)
}
writeFileSync(file, text)
await generate(config, { ...options, fileSystem: mortal })
process.stdout.write(String(count))
