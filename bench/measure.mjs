import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** How often to read the memory of a process. */
const POLL_MS = 10

/**
 * Runs a command.
 *
 * @returns its time in milliseconds, and its peak memory in MiB (Linux only)
 */
export async function measure(command, args, options = {}) {
  const start = performance.now()
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'], ...options })
  let peak = Number.NaN
  const polling = setInterval(() => {
    peak = peakMemory(child.pid) ?? peak
  }, POLL_MS)
  const status = await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  clearInterval(polling)
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with status ${status}`)
  return { time: performance.now() - start, peak }
}

/** The peak memory of a running process, in MiB. */
export function peakMemory(pid) {
  try {
    const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return kilobytes && Number(kilobytes) / 1024
  } catch {
    return undefined
  }
}

/** The medians of time and memory. */
export function medians(runs) {
  return { time: median(runs.map(({ time }) => time)), peak: median(runs.map(({ peak }) => peak)) }
}

export function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
}

/** Prints a table row: the first cell left-aligned, the others right-aligned. */
export function printRow([first, ...cells], width = 12) {
  console.log(first.padEnd(40) + cells.map((cell) => String(cell).padStart(width)).join(''))
}

export function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(2)} s`
}

export function mebibytes(value) {
  return Number.isNaN(value) ? 'unknown' : `${value.toFixed(0)} MiB`
}
