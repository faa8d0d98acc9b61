import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { FeedmillError } from '../../errors.ts'
import type { FileSystem } from '../../file-system.ts'
import { systemCode } from './guard-file-system.ts'

/** How often a waiting process looks again, how often a holder shows that it lives, and when it counts as dead (ms). */
const POLL_MS = 100
const HEARTBEAT_MS = 10_000
const STALE_LOCK_MS = 60_000

/** How long a lock may be without its holder's name, which is written just after it is made (ms). */
const UNNAMED_LOCK_MS = 2000

const holderSchema = z.object({
  id: z.string(),
  pid: z.int(),
  started: z.string(),
  host: z.string(),
  /** The boot of the machine and the namespace of PIDs that `pid` is of; locks of earlier versions do not say. */
  boot: z.string().optional(),
  pidNamespace: z.string().optional(),
  since: z.string(),
})

/** Who holds a lock. `started` tells a process from a later one with the same number. */
type Holder = z.infer<typeof holderSchema>

/** The locks that this process holds; another one with its number was left by a run that could not remove it. */
const held = new Set<string>()

export interface LockOptions {
  fileSystem: FileSystem
  pid: number
  now: () => Date
  /** How long to wait for another holder, in milliseconds. */
  timeout: number
  signal?: AbortSignal | undefined
}

export interface Lock {
  isHeld: () => boolean
  /** Gives the lock up; a lock that cannot be removed counts as given up too. */
  release: () => Promise<void>
  /** The dead holder whose lock was taken over, if there was one. */
  takenFrom: string | undefined
}

/**
 * Takes the lock on `outDir`, so that one process writes at a time. The lock of a process that was killed is taken over:
 * at once where the system tells that it is gone (Linux, in the same PID namespace), else when it has not shown that it
 * lives for a minute.
 *
 * @throws FeedmillError `publication-locked`, naming the holder, where it is held for longer than `timeout`
 */
export async function lockOutDir(
  outDir: string,
  { fileSystem, pid, now, timeout, signal }: LockOptions,
): Promise<Lock> {
  const path = join(outDir, 'lock')
  const own: Holder = {
    id: randomUUID(),
    pid,
    started: startOf(pid) ?? '',
    ...locateProcess(),
    since: now().toISOString(),
  }
  await fileSystem.makeDirectory(outDir)
  let takenFrom: string | undefined
  for (let waited = 0; !(await wasMade(fileSystem, path, JSON.stringify(own))); waited += POLL_MS) {
    const holder = await readHolder(fileSystem, path)
    if ((await isDead(holder, { path, fileSystem, pid, now })) && (await takeAway({ path, fileSystem, pid, now }))) {
      takenFrom = describe(holder)
    } else if (waited >= timeout) throw locked(outDir, holder)
    else await wait(POLL_MS, undefined, { signal })
  }
  held.add(own.id)
  const heartbeat = setInterval(() => void fileSystem.utimes(path, now()).catch(() => undefined), HEARTBEAT_MS)
  heartbeat.unref()
  return {
    takenFrom,
    isHeld: () => held.has(own.id),
    release: async () => {
      clearInterval(heartbeat)
      if (!held.delete(own.id)) return
      const holder = await readHolder(fileSystem, path).catch(() => undefined)
      if (!holder || holder.id === own.id) await fileSystem.remove(path).catch(() => undefined)
    },
  }
}

/** Makes a file, unless there is one already. */
async function wasMade(fileSystem: FileSystem, path: string, text: string): Promise<boolean> {
  try {
    await fileSystem.writeNew(path, text)
    return true
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false
    throw error
  }
}

/**
 * The holder that a lock names; undefined where it is gone meanwhile or says nothing that can be understood.
 *
 * @throws where something that is no file is in the place of the lock
 */
async function readHolder(fileSystem: FileSystem, path: string): Promise<Holder | undefined> {
  try {
    return holderSchema.parse(JSON.parse(await fileSystem.readText(path)))
  } catch (error) {
    if (systemCode(error) === 'EISDIR') throw error
    return undefined
  }
}

interface Scene {
  path: string
  fileSystem: FileSystem
  pid: number
  now: () => Date
}

async function isDead(holder: Holder | undefined, { path, fileSystem, pid, now }: Scene): Promise<boolean> {
  if (holder && isVisible(holder)) {
    return startOf(holder.pid) !== holder.started || (holder.pid === pid && !held.has(holder.id))
  }
  return (await silenceOf(path, fileSystem, now)) > (holder ? STALE_LOCK_MS : UNNAMED_LOCK_MS)
}

/** Whether the system tells here whether the process of a holder lives: it is of the same machine, boot and PID namespace. */
function isVisible({ host, boot, pidNamespace }: Holder): boolean {
  const here = locateProcess()
  const isSameKernel = boot === undefined || (boot === here.boot && pidNamespace === here.pidNamespace)
  return host === here.host && isSameKernel && existsSync('/proc')
}

/** Where this process runs, in the words of the system; Linux alone tells boot and namespace. */
function locateProcess(): Pick<Holder, 'host' | 'boot' | 'pidNamespace'> {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return { host: hostname(), boot, pidNamespace: readlinkSync('/proc/self/ns/pid') }
  } catch {
    return { host: hostname() }
  }
}

/** How long ago a file was written, in milliseconds; 0 where there is none. */
async function silenceOf(path: string, fileSystem: FileSystem, now: () => Date): Promise<number> {
  const { modified } = await fileSystem.inspect(path).catch(() => ({ modified: now().getTime() }))
  return now().getTime() - modified
}

/**
 * Removes the lock of a dead holder. One process does so at a time, and looks again before: else a second one that saw
 * the same dead holder could remove the lock that the first has made for itself since.
 *
 * @returns whether the lock was removed
 */
async function takeAway(scene: Scene): Promise<boolean> {
  const { path, fileSystem, now } = scene
  const guard = `${path}.takeover`
  if (!(await wasMade(fileSystem, guard, ''))) {
    if ((await silenceOf(guard, fileSystem, now)) > UNNAMED_LOCK_MS) await fileSystem.remove(guard)
    return false
  }
  try {
    const isStillDead = await isDead(await readHolder(fileSystem, path), scene)
    if (isStillDead) await fileSystem.remove(path)
    return isStillDead
  } finally {
    await fileSystem.remove(guard)
  }
}

/** When a process of this machine started, in the words of the system; undefined where there is no such process. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return state === 'Z' ? undefined : fields[18]
  } catch {
    return undefined
  }
}

function locked(outDir: string, holder: Holder | undefined): FeedmillError {
  const message = `OUT_DIR "${outDir}" is being written by ${describe(holder)}`
  const hint = `Wait until it has ended. If it is none of yours, remove "${outDir}/lock".`
  return new FeedmillError('publication-locked', message, hint)
}

function describe(holder: Holder | undefined): string {
  return holder
    ? `process ${holder.pid} on ${holder.host}, since ${holder.since}`
    : 'a process that did not give its name'
}
