import { chmodSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { linkPost } from '../support/articles.ts'
import { type BareRoot, createBareRoot, signalInside } from '../support/bare-root.ts'
import { collect, eventually } from '../support/command.ts'
import { canMount } from '../support/mount.ts'
import { pack } from '../support/pack.ts'
import { temporaryFolder, writeFile } from '../support/temporary-folder.ts'

/** A user that /etc/passwd does not know, and who did not install the program. */
const USER = 1234

describe.skipIf(!canMount())(
  'installed where there is only Node, in a root that is read-only, for another user, the package',
  () => {
    let root: BareRoot

    beforeAll(async () => {
      root = createBareRoot()
      const tarball = `/tmp/${basename(pack(join(root.path, 'tmp')))}`
      const installed = await root.run(['npm', 'install', '--global', '--offline', '--cache', '/tmp/cache', tarball])
      expect(installed).toMatchObject({ status: 0 })
      writeFile(join(root.path, 'srv/content/a.md'), linkPost({ topics: ['AI'] }))
      return root.remove
    })

    const options = () => {
      const out = temporaryFolder()
      chmodSync(out, 0o777)
      return {
        user: USER,
        isReadOnly: true,
        volumes: { '/srv/out': out },
        env: { NODE_ENV: 'production' },
        cwd: '/srv',
      }
    }

    it('checks and generates', async () => {
      const inside = options()
      expect(await root.run(['feedmill', 'check'], inside)).toMatchObject({ status: 0, stderr: '' })
      expect(await root.run(['feedmill', 'generate'], inside)).toMatchObject({ status: 0, stderr: '' })
      expect(readFileSync(join(inside.volumes['/srv/out'], 'current/feeds/ai.xml'), 'utf8')).toContain('<rss')
    })

    it('serves as process 1 until SIGTERM', async () => {
      const inside = options()
      const child = root.start(['feedmill'], { ...inside, env: { PORT: '0' } })
      onTestFinished(() => void child.kill('SIGKILL'))
      let output = ''
      child.stdout?.on('data', (chunk: Buffer) => {
        output += chunk.toString()
      })
      const ended = collect(child)
      const url = await eventually(() => /"address":"(http:[^"]+)\/"/.exec(output)?.[1])
      await eventually(async () => (await fetch(`${url}/feeds/ai.xml`)).ok)
      signalInside(child, 'SIGTERM')
      expect(await ended).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('"msg":"stopped"') })
    })
  },
)
