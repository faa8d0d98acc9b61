import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { eventually, freePort } from './command.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** The nginx configurations in docs/operations.md. */
export function nginxBlocks(): string[] {
  const document = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8')
  return Array.from(document.matchAll(/```nginx\n([\s\S]*?)```/g), ([, block = '']) => block)
}

/** Starts nginx with a `server` block, on another port instead of 80, until the end of the test. */
export async function startNginx(server: string, port?: number): Promise<string> {
  const folder = temporaryFolder()
  port ??= await freePort()
  const config = join(folder, 'nginx.conf')
  const global = `daemon off; master_process off; pid ${folder}/pid; error_log stderr crit; events {}`
  const listening = server.replace('listen 80;', `listen 127.0.0.1:${port};`)
  writeFileSync(config, `${global}\nhttp { access_log off;\n${listening}\n}\n`)
  const nginx = spawn('nginx', ['-c', config], { stdio: 'inherit' })
  onTestFinished(async () => {
    nginx.kill()
    await once(nginx, 'close')
  })
  const url = `http://127.0.0.1:${port}`
  await eventually(() => fetch(url).catch(() => undefined))
  return url
}
