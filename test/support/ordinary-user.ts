/** An ordinary user. */
export const NOBODY = 65534

/** Runs a function without root's permission to read every file. */
export async function asOrdinaryUser<Result>(run: () => Result | Promise<Result>): Promise<Result> {
  if (process.geteuid?.() !== 0) return run()
  process.seteuid?.(NOBODY)
  try {
    return await run()
  } finally {
    process.seteuid?.(0)
  }
}
