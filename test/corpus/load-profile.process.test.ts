import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { loadProfile } from '../../src/corpus/load-profile.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const now = () => new Date()

describe('a configuration that is being written', () => {
  it('is read when it is complete', async () => {
    for (const [file, start, end] of [
      ['feedmill.yaml', '', 'site: https://blog.example.org\n'],
      ['feedmill.yaml', 'timezone: UTC\n', 'site: https://blog.example.org\n'],
      ['_config.yml', 'title: Notes\n', 'url: https://blog.example.org\n'],
    ] as const) {
      const contentDir = temporaryFolder({ '.git/HEAD': '' })
      writeFileSync(join(contentDir, file), start)
      const loading = loadProfile(contentDir, { timeZone: 'UTC', now })
      await wait(200)
      appendFileSync(join(contentDir, file), end)
      expect((await loading).profile.site).toBe('https://blog.example.org')
    }
  })

  it('ends the run if it does not settle', async () => {
    const contentDir = temporaryFolder()
    const path = join(contentDir, 'feedmill.yaml')
    writeFileSync(path, '')
    const timer = setInterval(() => appendFileSync(path, '#\n'), 50)
    const loading = loadProfile(contentDir, { timeZone: 'UTC', now })
    await expect(loading.finally(() => clearInterval(timer))).rejects.toMatchObject({ code: 'corpus-changing' })
  })
})
