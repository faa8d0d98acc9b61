import { type ChildProcess, spawn } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { collect } from './command.ts'
import { outputOf } from './programs.ts'
import { writeFile } from './temporary-folder.ts'

/** Besides Node and npm: `npm run` starts commands in a shell, and their first line may be `#!/usr/bin/env node`. */
const PROGRAMS = ['sh', 'env']

/** Mounts within a mount namespace of its own, then replaces itself with the command. */
const ENTER = `set -e
root=$1 mode=$2 user=$3
shift 3
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
while [ "$1" != -- ]; do mount -o "bind,$3" "$1" "$root$2"; shift 3; done
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

/**
 * Creates a root. Commands in it need the permission to mount: see `canMount`.
 *
 * @param programs names of more programs that it has
 */
export function createBareRoot(programs: readonly string[] = []): BareRoot {
  const path = mkdtempSync(join(tmpdir(), 'feedmill-root-'))
  chmodSync(path, 0o755)
  for (const folder of ['bin', 'dev', 'etc', 'proc', 'root', 'tmp', 'usr/bin']) {
    mkdirSync(join(path, folder), { recursive: true })
  }
  chmodSync(join(path, 'tmp'), 0o1777)
  writeFileSync(join(path, 'etc/passwd'), 'root:x:0:0::/root:/bin/sh\n')
  symlinkSync('../usr/bin/sh', join(path, 'bin/sh'))
  for (const name of ['npm', 'npx']) {
    symlinkSync(`../lib/node_modules/npm/bin/${name}-cli.js`, join(path, 'usr/bin', name))
  }
  const shared = sharedFiles([...PROGRAMS, ...programs])
  for (const [inside, outside] of Object.entries(shared)) {
    if (statSync(outside).isDirectory()) mkdirSync(join(path, inside), { recursive: true })
    else writeFile(join(path, inside), '')
  }

  function start(command: readonly string[], options: BareOptions = {}): ChildProcess {
    const { user = 0, isReadOnly = false, volumes = {}, env = {}, cwd = '/' } = options
    for (const inside of Object.keys(volumes)) mkdirSync(join(path, inside), { recursive: true })
    return spawn('unshare', [
      ...['--mount', '--pid', '--fork', '--kill-child', 'sh', '-c', ENTER, 'sh'],
      ...[path, isReadOnly ? 'ro' : 'rw', String(user)],
      ...Object.entries(shared).flatMap(([inside, outside]) => [outside, inside, 'ro']),
      ...Object.entries(volumes).flatMap(([inside, outside]) => [outside, inside, 'rw']),
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

/** What the root has of this machine, by the paths that it has inside. */
function sharedFiles(names: readonly string[]): Record<string, string> {
  const pathOf = (name: string) => realpathSync(outputOf('which', name).trim())
  const programs = { node: process.execPath, ...Object.fromEntries(names.map((name) => [name, pathOf(name)])) }
  const libraries = Object.values(programs).flatMap((file) => outputOf('ldd', file).match(/\/\S+(?= \()/g) ?? [])
  return {
    '/dev': '/dev',
    '/usr/lib/node_modules/npm': dirname(dirname(pathOf('npm'))),
    ...Object.fromEntries(Object.entries(programs).map(([name, file]) => [`/usr/bin/${name}`, file])),
    ...Object.fromEntries(libraries.map((library) => [library, realpathSync(library)])),
  }
}

/** Sends a signal to the command itself, whose parent ignores signals. */
export function signalInside(child: ChildProcess, signal: NodeJS.Signals): void {
  const pid = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim()
  process.kill(Number(pid), signal)
}
