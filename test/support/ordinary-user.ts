const NOBODY = 65534

/** Runs something without the right of root to read every file; any other user has no such right anyway. */
export async function asOrdinaryUser<Result>(run: () => Result | Promise<Result>): Promise<Result> {
  if (process.geteuid?.() !== 0) return run()
  process.seteuid?.(NOBODY)
  try {
    return await run()
  } finally {
    process.seteuid?.(0)
  }
}
