import { type ChildProcess, spawn } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { collect } from './command.ts'
import { outputOf } from './programs.ts'

/** Besides Node and npm: `npm run` starts commands in a shell, and their first line may be `#!/usr/bin/env node`. */
const PROGRAMS = ['sh', 'env']

/** Mounts within a mount namespace of its own, then replaces itself with the command. */
const ENTER = `set -e
root=$1 mode=$2 user=$3
shift 3
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
while [ "$1" != -- ]; do mount --bind "$1" "$root$2"; shift 2; done
shift
mount -o "remount,bind,$mode" "$root"
exec chroot --userspec="$user:$user" --groups= "$root" env -i "$@"`

interface BareOptions {
  /** The id of user and group (default: root). */
  user?: number
  /** Whether nothing but the volumes can be written. */
  isReadOnly?: boolean
  /** Folders of this machine, by the paths that they have inside. */
  volumes?: Readonly<Record<string, string>>
  /** All variables besides PATH. */
  env?: Readonly<Record<string, string>>
  cwd?: string
}

/**
 * A file system that holds Node, npm and a shell, and nothing else of this machine: `path` is its root. Commands in it have
 * the network of this machine and processes of their own, of which they are number 1, as in a container.
 */
export interface BareRoot {
  path: string
  /** Starts a command. Killing the child kills all that the command started. */
  start: (command: readonly string[], options?: BareOptions) => ChildProcess
  /** Runs a command to completion. */
  run: (command: readonly string[], options?: BareOptions) => ReturnType<typeof collect>
  remove: () => void
}

/** Creates a root from files of this machine. Commands in it need the permission to mount: see `canMount`. */
export function createBareRoot(): BareRoot {
  const path = mkdtempSync(join(tmpdir(), 'feedmill-root-'))
  chmodSync(path, 0o755)
  for (const folder of ['bin', 'dev', 'etc', 'proc', 'root', 'tmp', 'usr/bin', 'usr/lib/node_modules']) {
    mkdirSync(join(path, folder), { recursive: true })
  }
  chmodSync(join(path, 'tmp'), 0o1777)
  writeFileSync(join(path, 'etc/passwd'), 'root:x:0:0::/root:/bin/sh\n')
  copyProgram(process.execPath, join(path, 'usr/bin/node'))
  for (const name of PROGRAMS) copyProgram(outputOf('which', name).trim(), join(path, 'usr/bin', name))
  symlinkSync('../usr/bin/sh', join(path, 'bin/sh'))
  const npm = dirname(dirname(realpathSync(outputOf('which', 'npm').trim())))
  cpSync(npm, join(path, 'usr/lib/node_modules/npm'), { recursive: true })
  for (const name of ['npm', 'npx']) {
    symlinkSync(`../lib/node_modules/npm/bin/${name}-cli.js`, join(path, 'usr/bin', name))
  }

  function copyProgram(from: string, to: string): void {
    cpSync(from, to, { dereference: true })
    const libraries = outputOf('ldd', from).match(/\/\S+(?= \()/g) ?? []
    for (const library of libraries) cpSync(library, join(path, library), { dereference: true })
  }

  function start(command: readonly string[], options: BareOptions = {}): ChildProcess {
    const { user = 0, isReadOnly = false, volumes = {}, env = {}, cwd = '/' } = options
    for (const inside of Object.keys(volumes)) mkdirSync(join(path, inside), { recursive: true })
    return spawn('unshare', [
      ...['--mount', '--pid', '--fork', '--kill-child', 'sh', '-c', ENTER, 'sh'],
      ...[path, isReadOnly ? 'ro' : 'rw', String(user)],
      ...Object.entries(volumes).flatMap(([inside, folder]) => [folder, inside]),
      ...['--', `--chdir=${cwd}`, 'PATH=/usr/bin'],
      ...Object.entries(env).map(([name, value]) => `${name}=${value}`),
      ...command,
    ])
  }

  return {
    path,
    start,
    run: (command, options) => collect(start(command, options)),
    remove: () => rmSync(path, { recursive: true, force: true }),
  }
}

/** Sends a signal to the command itself, whose parent ignores signals. */
export function signalInside(child: ChildProcess, signal: NodeJS.Signals): void {
  const pid = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim()
  process.kill(Number(pid), signal)
}
