// Publishes, and kills itself in the middle of its nth change to the disk (first argument): a write is then half done, any
// other change is not done at all. Before that, it publishes as often as the second argument says, each time with a new title
// of `new.md`.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BuildCache } from '../../src/build/cache/build-cache.ts'
import { generate } from '../../src/build/pipeline.ts'
import { parseConfig } from '../../src/config.ts'
import { type FileSystem, fileSystem } from '../../src/file-system.ts'
import { createFileSystemStore } from '../../src/publish/file-system/file-system-store.ts'

const READS: (keyof FileSystem)[] = ['list', 'isWritable', 'readText', 'readBytes', 'readRanges', 'inspect', 'readLink']
const WRITES: (keyof FileSystem)[] = ['writeDurably', 'writeNew']

const fatal = Number(process.argv[2])
const runsBefore = Number(process.argv[3])
let count = 0
let isArmed = false

function mortal(name: keyof FileSystem): unknown {
  const operation = fileSystem[name] as (...args: unknown[]) => Promise<unknown>
  if (READS.includes(name)) return operation
  return (...args: unknown[]) => {
    if (isArmed && ++count === fatal) {
      const [path, body] = args
      if (WRITES.includes(name)) writeHalf(String(path), body as string | Uint8Array | Iterable<string>)
      process.kill(process.pid, 'SIGKILL')
    }
    return operation(...args)
  }
}

function writeHalf(path: string, body: string | Uint8Array | Iterable<string>): void {
  const bytes = Buffer.from(typeof body === 'string' || body instanceof Uint8Array ? body : [...body].join(''))
  writeFileSync(path, bytes.subarray(0, bytes.length >> 1))
}

const names = Object.keys(fileSystem) as (keyof FileSystem)[]
const deadly = Object.fromEntries(names.map((name) => [name, mortal(name)])) as unknown as FileSystem
const config = parseConfig(process.env)
// A second ahead, so that new files count as settled.
const now = () => new Date(Date.now() + 1000)
const store = createFileSystemStore(config.outDir, { fileSystem: deadly, pid: process.pid, now })
const options = { store, now, cache: new BuildCache(config.outDir, { fileSystem: deadly }) }
const file = join(config.contentDir, 'new.md')
const text = readFileSync(file, 'utf8')
for (let run = 0; run < runsBefore; run++) {
  writeFileSync(file, text.replace('title: "', `title: "${run} `))
  await generate(config, options)
}
writeFileSync(file, text)
isArmed = true
await generate(config, options)
process.stdout.write(String(count))
