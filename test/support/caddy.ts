import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { eventually } from './command.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** Starts Caddy with the configuration in docs/operations.md, on another port, until the end of the test. */
export async function startCaddy(outDir: string, port: number): Promise<string> {
  const document = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8')
  const [, block = ''] = /```caddy\n([\s\S]*?)```/.exec(document) ?? []
  const url = `http://127.0.0.1:${port}`
  const site = block.replace('feeds.example', url).replace('/srv/feedmill/out', outDir)
  const folder = temporaryFolder()
  const config = join(folder, 'Caddyfile')
  writeFileSync(config, `{\n\tadmin off\n}\n${site}`)
  const caddy = spawn('caddy', ['run', '--config', config, '--adapter', 'caddyfile'], {
    env: { PATH: process.env.PATH, HOME: folder },
    stdio: 'ignore',
  })
  onTestFinished(async () => {
    caddy.kill()
    await once(caddy, 'close')
  })
  await eventually(() => fetch(url).catch(() => undefined))
  return url
}
