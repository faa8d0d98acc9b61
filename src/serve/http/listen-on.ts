import { lstat, unlink } from 'node:fs/promises'
import type { Server } from 'node:http'
import { type AddressInfo, connect, type ListenOptions } from 'node:net'
import { FeedmillError, messageOf } from '../../errors.ts'

export interface Address {
  /** The environment variable of the port, for the error message. */
  name: string
  /** A port, or the absolute path of a Unix socket. */
  port: number | string
  /** Without meaning for a Unix socket. */
  host: string
}

/**
 * Makes a server listen. Everyone on this machine who reaches the folder of a Unix socket may connect to it, as to a port.
 *
 * @returns the URL of its root, such as `http://[::1]:3000/` or `unix:/run/feedmill.sock`
 * @throws FeedmillError `port-unavailable`
 */
export async function listenOn(server: Server, { name, port, host }: Address): Promise<string> {
  if (typeof port === 'string') {
    await removeStaleSocket(port)
    const hint = `Set ${name} to a path in a folder where this user may create files.`
    await listen(server, { path: port, readableAll: true, writableAll: true }, { name, where: port, hint })
    return `unix:${port}`
  }
  const hint = `Set HOST to an address of this machine, such as 127.0.0.1, and ${name} to a port that this user may listen on.`
  await listen(server, { port, host }, { name, where: `${port} on host ${host}`, hint })
  return urlOf(server.address() as AddressInfo)
}

function urlOf({ family, address, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address.replace('%', '%25')}]` : address}:${port}/`
}

function listen(
  server: Server,
  options: ListenOptions,
  { name, where, hint }: { name: string; where: string; hint: string },
): Promise<void> {
  return new Promise((resolve, reject) => {
    server.on('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE'
      const message = `${name} ${where} cannot be used: ${messageOf(error)}`
      const howToGoOn = isTaken ? `Stop what uses it, or set ${name} to another one.` : hint
      reject(new FeedmillError('port-unavailable', message, howToGoOn, { cause: error }))
    })
    server.listen(options, resolve)
  })
}

/** Removes the socket of a process that was killed: nobody listens on it. Other files stay, so that listening fails. */
async function removeStaleSocket(path: string): Promise<void> {
  const isStale = await new Promise<boolean>((resolve) => {
    const probe = connect(path)
    probe.on('error', ({ code }: NodeJS.ErrnoException) => resolve(code === 'ECONNREFUSED'))
    probe.on('connect', () => {
      probe.destroy()
      resolve(false)
    })
  })
  if (isStale && (await lstat(path)).isSocket()) await unlink(path)
}
