import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readMisplacedTopics } from '../../src/corpus/misplaced-topics.ts'
import type { ParsedFiles } from '../../src/corpus/parsed-files.ts'
import { scanFiles } from '../../src/corpus/scan-files.ts'
import { later } from '../support/clock.ts'
import { temporaryFolder, writeFile } from '../support/temporary-folder.ts'

describe('a YAML file outside topics/', () => {
  it.each([
    ['ai.yaml', 'name: AI'],
    ['Topics/ai.yml', 'name: AI\nparent: Computing\nretired: true'],
    ['topics/deep/ai.YAML', '_id: ai\nname: AI\nkeywords: [machines]'],
    ['blog/hot-topics/ai.yml', '# A topic\nname: AI\n'],
  ])('%s is reported if it describes a topic', async (path, text) => {
    expect(await misplacedIn(temporaryFolder({ [path]: text }))).toEqual([path])
  })

  it.each([
    ['docker-compose.yml', 'name: shop\nservices:\n  web:\n    image: nginx\n'],
    ['action.yml', 'name: Deploy\ndescription: Deploys it\nruns:\n  using: node20\n'],
    ['_config.yml', 'title: My site\ndescription: All of it\n'],
    ['data/authors.yml', '- name: Ada\n- name: Grace\n'],
    ['data/person.yml', 'name: Ada\nborn: 1815\n'],
    ['mkdocs.yml', 'site_name: Docs\n'],
    ['broken.yml', 'name: [AI'],
    ['empty.yml', ''],
    ['binary.yml', Uint8Array.of(0xff, 0xfe, 0x00)],
    ['number.yml', 'name: 1'],
    ['topics/ai.yml', 'name: AI'],
    ['node_modules/pkg/topic.yml', 'name: AI'],
  ])("%s is nobody's business", async (path, text) => {
    expect(await misplacedIn(temporaryFolder({ [path]: text }))).toEqual([])
  })

  it('is read again only if it has changed', async () => {
    const folder = temporaryFolder({ 'ai.yml': 'name: AI', 'data.yml': 'name: x\nunknown: 1' })
    const memory: ParsedFiles = new Map()
    expect(await misplacedIn(folder, memory)).toEqual(['ai.yml'])
    const before = new Map(memory)
    expect(before.size).toBe(2)
    expect(await misplacedIn(folder, memory)).toEqual(['ai.yml'])
    for (const [path, known] of before) expect(memory.get(path)).toBe(known)
    writeFile(join(folder, 'data.yml'), 'name: x')
    utimesSync(join(folder, 'ai.yml'), 1, 1)
    expect(await misplacedIn(folder, memory)).toEqual(['ai.yml', 'data.yml'])
    for (const [path, known] of before) expect(memory.get(path)).not.toBe(known)
  })
})

/** The files that are reported. */
async function misplacedIn(folder: string, memory: ParsedFiles = new Map()): Promise<string[]> {
  const files = await scanFiles(folder)
  return readMisplacedTopics(folder, files, { parsedFiles: memory, now: later }).map(({ file }) => file)
}
