import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { FeedmillError } from '../../errors.ts'
import type { FileSystem } from '../../file-system.ts'
import { systemCode } from './system-error.ts'

/** How often a waiting process checks the lock, how often a holder touches it, and when the holder counts as dead. */
const POLL_MS = 100
const HEARTBEAT_MS = 10_000
const STALE_LOCK_MS = 60_000

/** How long a lock may lack the name of its holder, which is written just after the file is created. */
const UNNAMED_LOCK_MS = 2000

const holderSchema = z.object({
  id: z.string(),
  pid: z.int(),
  started: z.string(),
  host: z.string(),
  /** The boot id and PID namespace that `pid` belongs to; missing in locks of earlier versions. */
  boot: z.string().optional(),
  pidNamespace: z.string().optional(),
  since: z.string(),
})

/** The holder of a lock. `started` distinguishes a process from a later one with the same PID. */
type Holder = z.infer<typeof holderSchema>

/**
 * The locks that this process waits for, holds or is removing. Any other with its PID was left by a run that could not remove
 * it.
 */
const heldLocks = new Set<string>()

export interface LockOptions {
  fileSystem: FileSystem
  pid: number
  now: () => Date
  /** How long to wait for another holder. */
  timeoutMs: number
  signal?: AbortSignal | undefined
}

export interface Lock {
  isHeld: () => boolean
  /** Releases the lock, even if the file cannot be removed. */
  release: () => Promise<void>
  /** The dead holder whose lock was taken over, if any. */
  takenFrom: string | undefined
}

/**
 * Acquires the lock on `outDir`, so that one process writes at a time. Takes over the lock of a process that was killed: at
 * once if the system can tell (Linux, same PID namespace), else when the holder has not touched it for a minute.
 *
 * @throws FeedmillError `publication-locked`, naming the holder, if the lock is held for longer than `timeoutMs`
 */
export async function lockOutDir(
  outDir: string,
  { fileSystem, pid, now, timeoutMs, signal }: LockOptions,
): Promise<Lock> {
  const path = join(outDir, 'lock')
  const own: Holder = {
    id: randomUUID(),
    pid,
    started: readStartTime(pid) ?? '',
    ...locateProcess(),
    since: now().toISOString(),
  }
  await fileSystem.makeDirectory(outDir)
  let takenFrom: string | undefined
  heldLocks.add(own.id)
  try {
    for (let waited = 0; !(await tryCreate(fileSystem, path, JSON.stringify(own))); waited += POLL_MS) {
      const holder = await readHolder(fileSystem, path)
      if (
        (await isDead(holder, { path, fileSystem, pid, now })) &&
        (await removeDeadLock({ path, fileSystem, pid, now }))
      ) {
        takenFrom = describe(holder)
      } else if (waited >= timeoutMs) throw locked(outDir, holder)
      else await wait(POLL_MS, undefined, { signal })
    }
  } catch (error) {
    heldLocks.delete(own.id)
    throw error
  }
  let isHeld = true
  const heartbeat = setInterval(() => void fileSystem.utimes(path, now()).catch(() => undefined), HEARTBEAT_MS)
  heartbeat.unref()
  return {
    takenFrom,
    isHeld: () => isHeld,
    release: async () => {
      clearInterval(heartbeat)
      if (!isHeld) return
      isHeld = false
      const holder = await readHolder(fileSystem, path).catch(() => undefined)
      if (holder?.id === own.id) await fileSystem.remove(path).catch(() => undefined)
      heldLocks.delete(own.id)
    },
  }
}

/** Creates a file; returns false if it exists. */
async function tryCreate(fileSystem: FileSystem, path: string, text: string): Promise<boolean> {
  try {
    await fileSystem.writeNew(path, text)
    return true
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false
    throw error
  }
}

/**
 * Reads the holder of a lock; undefined if the lock is gone or invalid.
 *
 * @throws if the lock is not a file
 */
async function readHolder(fileSystem: FileSystem, path: string): Promise<Holder | undefined> {
  try {
    return holderSchema.parse(JSON.parse(await fileSystem.readText(path)))
  } catch (error) {
    if (systemCode(error) === 'EISDIR') throw error
    return undefined
  }
}

interface LockFile {
  path: string
  fileSystem: FileSystem
  pid: number
  now: () => Date
}

async function isDead(holder: Holder | undefined, { path, fileSystem, pid, now }: LockFile): Promise<boolean> {
  if (holder && isVisible(holder)) {
    return readStartTime(holder.pid) !== holder.started || (holder.pid === pid && !heldLocks.has(holder.id))
  }
  return (await millisecondsSinceTouch(path, fileSystem, now)) > (holder ? STALE_LOCK_MS : UNNAMED_LOCK_MS)
}

/** Whether this system knows the holder's process: same machine, boot and PID namespace. */
function isVisible({ host, boot, pidNamespace }: Holder): boolean {
  const here = locateProcess()
  const isSameKernel = boot === undefined || (boot === here.boot && pidNamespace === here.pidNamespace)
  return host === here.host && isSameKernel && existsSync('/proc')
}

/** The host, boot id and PID namespace of this process; the latter two on Linux only. */
function locateProcess(): Pick<Holder, 'host' | 'boot' | 'pidNamespace'> {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return { host: hostname(), boot, pidNamespace: readlinkSync('/proc/self/ns/pid') }
  } catch {
    return { host: hostname() }
  }
}

/** How long ago a file was touched; 0 if it does not exist. */
async function millisecondsSinceTouch(path: string, fileSystem: FileSystem, now: () => Date): Promise<number> {
  const { modified } = await fileSystem.inspect(path).catch(() => ({ modified: now().getTime() }))
  return now().getTime() - modified
}

/**
 * Removes the lock of a dead holder. Only one process does so at a time, and checks the holder again before: otherwise, a
 * second process that saw the same dead holder could remove the new lock of the first.
 *
 * @returns whether the lock was removed
 */
async function removeDeadLock(lockFile: LockFile): Promise<boolean> {
  const { path, fileSystem, now } = lockFile
  const guard = `${path}.takeover`
  if (!(await tryCreate(fileSystem, guard, ''))) {
    if ((await millisecondsSinceTouch(guard, fileSystem, now)) > UNNAMED_LOCK_MS) await fileSystem.remove(guard)
    return false
  }
  try {
    const isStillDead = await isDead(await readHolder(fileSystem, path), lockFile)
    if (isStillDead) await fileSystem.remove(path)
    return isStillDead
  } finally {
    await fileSystem.remove(guard)
  }
}

/** Reads when a process of this machine started, in clock ticks; undefined if there is no such process. */
function readStartTime(pid: number): string | undefined {
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
  const hint = `Wait until it has ended. If no such process is running, remove "${outDir}/lock".`
  return new FeedmillError('publication-locked', message, hint)
}

function describe(holder: Holder | undefined): string {
  return holder ? `process ${holder.pid} on ${holder.host}, since ${holder.since}` : 'an unknown process'
}
