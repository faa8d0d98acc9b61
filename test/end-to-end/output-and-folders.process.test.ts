import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, openSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { linkPosts } from '../support/articles.ts'
import { collect, eventually, MAIN, runCommand, startServer } from '../support/command.ts'
import { NOBODY } from '../support/ordinary-user.ts'
import { makePipe } from '../support/pipe.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

describe('the output of a command', () => {
  it('may lose its reader, as with `| head`', async () => {
    const child = spawn(process.execPath, [MAIN, 'schema'], { cwd: '/', env: {} })
    child.stdout.destroy()
    expect(await collect(child)).toMatchObject({ status: 0, stderr: '' })
  })

  it('that cannot be written, because the disk is full, is a failure in one line', async () => {
    const full = openSync('/dev/full', 'w')
    const child = spawn(process.execPath, [MAIN, 'schema'], { cwd: '/', env: {}, stdio: ['ignore', full, 'pipe'] })
    const stderr = 'feedmill: the output cannot be written: ENOSPC: no space left on device, write\n'
    expect(await collect(child)).toMatchObject({ status: 1, stderr })
  })
})

describe('OUT_DIR', () => {
  it.each([
    ['content/out', 'content', 'is within'],
    ['content', 'content', 'is'],
    ['.', 'content', 'contains'],
    ['link/out', 'content', 'is within'],
  ])('%s with CONTENT_DIR %s is refused', async (out, content, relation) => {
    const folder = temporaryFolder({ 'content/a.md': '' })
    symlinkSync('content', join(folder, 'link'))
    const { status, stderr } = await runCommand(['generate'], { CONTENT_DIR: content, OUT_DIR: out }, folder)
    const message = `feedmill: OUT_DIR "${out}" ${relation} CONTENT_DIR "${content}" [config-invalid]`
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: `${message}\nSet them to folders side by side, such as content and out.\n`,
    })
  })

  it('beside CONTENT_DIR is published to, also if its name begins like that', async () => {
    const files = Object.entries(linkPosts(1)).map(([path, text]) => [`content/${path}`, text])
    const folder = temporaryFolder(Object.fromEntries(files))
    for (const OUT_DIR of ['out', 'content-out']) {
      expect(await runCommand(['generate'], { CONTENT_DIR: 'content', OUT_DIR }, folder)).toMatchObject({ status: 0 })
    }
  })

  it('that cannot be created ends the command, and claims nothing that is in service', async () => {
    const env = { CONTENT_DIR: temporaryFolder(linkPosts(1)), OUT_DIR: '/proc/x' }
    const { status, stderr } = await runCommand(['generate'], env)
    expect(status).toBe(1)
    expect(stderr).toMatch(
      /^feedmill: OUT_DIR "\/proc\/x" cannot be written: ENOENT.*\nCheck that OUT_DIR is a folder that can be created and written\.\n$/,
    )
  })
})

describe.skipIf(process.geteuid?.() !== 0)('a server of another user', () => {
  it('that cannot read OUT_DIR says why and what to do, and serves as soon as it can', async () => {
    const OUT_DIR = temporaryFolder()
    const CONTENT_DIR = temporaryFolder(linkPosts(1))
    await runCommand(['generate'], { CONTENT_DIR, OUT_DIR })
    chmodSync(CONTENT_DIR, 0o755)
    chmodSync(OUT_DIR, 0o700)
    const { url, output } = await startServer({ CONTENT_DIR, OUT_DIR }, { uid: NOBODY, gid: NOBODY })
    const status = async () => (await fetch(`${url}/feeds/all.xml`)).status
    await eventually(() => output().includes('run failed'))
    expect(output()).toContain(`OUT_DIR \\"${OUT_DIR}\\" cannot be read: EACCES`)
    expect(output()).toContain('"hint":"Allow the user who runs Feedmill to read and write there.')
    expect(await status()).toBe(503)
    chmodSync(OUT_DIR, 0o755)
    await eventually(async () => (await status()) === 200)
  })
})

describe('.env', () => {
  it.each([
    ['a folder', (path: string) => mkdirSync(path), 'it is not a file'],
    ['a FIFO', makePipe, 'it is not a file'],
  ])('that is %s is a mistake of the configuration', async (_, make, reason) => {
    const folder = temporaryFolder()
    make(join(folder, '.env'))
    const { status, stderr } = await runCommand(['generate'], {}, folder)
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: `feedmill: .env cannot be read: ${reason} [config-invalid]\nWrite one NAME=value per line in a plain UTF-8 file that this user can read.\n`,
    })
  })

  it.skipIf(process.geteuid?.() !== 0)('that is not readable is not called missing', async () => {
    const folder = temporaryFolder({ '.env': 'PORT=1' })
    chmodSync(folder, 0o755)
    chmodSync(join(folder, '.env'), 0)
    const child = spawn(process.execPath, [MAIN, 'generate'], { cwd: folder, env: {}, uid: 65534, gid: 65534 })
    const { status, stderr } = await collect(child)
    expect(status).toBe(2)
    expect(stderr).toContain('.env cannot be read: EACCES')
  })
})
