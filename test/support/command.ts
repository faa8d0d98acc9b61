import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

export const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url))

interface Ended {
  status: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

/** Runs the built command to completion. */
export async function runCommand(args: string[], env: Record<string, string>, cwd = '/'): Promise<Ended> {
  const child = spawn(process.execPath, [MAIN, ...args], { cwd, env: { PATH: process.env.PATH, ...env } })
  return collect(child)
}

/** The built command, running as a server. */
export interface RunningServer {
  /** Without a slash at its end. */
  url: string
  child: ChildProcess
  /** Its output so far. */
  output: () => string
  /** Resolves when the command has ended. */
  ended: Promise<Ended>
}

/** Starts the built command as a server on a free port and waits until it listens. */
export async function startServer(
  env: Record<string, string>,
  user: { uid?: number; gid?: number } = {},
): Promise<RunningServer> {
  const child = spawn(process.execPath, [MAIN, 'start'], {
    ...user,
    cwd: '/',
    env: { PATH: process.env.PATH, PORT: '0', ...env },
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  const ended = collect(child)
  const url = await eventually(() => /"address":"(http:[^"]+(?=\/")|unix:[^"]+)/.exec(output)?.[1])
  return { url, child, output: () => output, ended }
}

/** The output and exit status of a process. */
export async function collect(child: ChildProcess): Promise<Ended> {
  let stdout = ''
  let stderr = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    stdout += chunk.toString()
  })
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString()
  })
  const [status, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
  return { status, signal, stdout, stderr }
}

/** Finds a free port. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Polls until there is a result, by default for at most 60 seconds. */
export async function eventually<PublishedResponse>(
  ask: () => PublishedResponse | undefined | Promise<PublishedResponse | undefined>,
  timeoutMs = 60_000,
): Promise<PublishedResponse> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const answer = await ask()
    if (answer !== undefined && answer !== false) return answer
    if (Date.now() > deadline) throw new Error(`it did not happen within ${timeoutMs / 1000} s`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
