import { EVENT_ID, type Event, parseEvents } from 'js-yaml'

type Path = readonly PropertyKey[]

/**
 * Creates a function that returns the line, counted from 0, where a field's value starts in a YAML text; for a missing field,
 * the line of its parent. Of a field that is there twice, the last one counts.
 */
export function createLineFinder(yaml: string): (path: Path) => number {
  const events = parseEvents(yaml, {})
  return (path) => yaml.slice(0, new Walker(yaml, events).offsetOf(path)).split('\n').length - 1
}

/** Walks the flat event stream of one document: a mapping is its keys and values in turn, closed by a POP. */
class Walker {
  readonly #yaml: string
  readonly #events: Event[]
  #index = 1

  constructor(yaml: string, events: Event[]) {
    this.#yaml = yaml
    this.#events = events
  }

  offsetOf([step, ...rest]: Path): number {
    const event = this.#events[this.#index]
    const start = startOf(event)
    if (step === undefined) return start
    this.#index++
    if (event?.type === EVENT_ID.MAPPING) {
      let found: number | undefined
      while (!this.#atEnd()) {
        const key = this.#scalar()
        this.#skip()
        if (key === step) found = this.#index
        this.#skip()
      }
      if (found === undefined) return start
      this.#index = found
      return this.offsetOf(rest)
    } else if (event?.type === EVENT_ID.SEQUENCE) {
      for (let item = 0; !this.#atEnd(); item++) {
        if (item === step) return this.offsetOf(rest)
        this.#skip()
      }
    }
    return start
  }

  #atEnd(): boolean {
    const event = this.#events[this.#index]
    return event === undefined || event.type === EVENT_ID.POP
  }

  #scalar(): string | undefined {
    const event = this.#events[this.#index]
    return event?.type === EVENT_ID.SCALAR ? this.#yaml.slice(event.valueStart, event.valueEnd) : undefined
  }

  #skip(): void {
    let depth = 0
    do {
      const type = this.#events[this.#index++]?.type
      if (type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE) depth++
      if (type === EVENT_ID.POP) depth--
    } while (depth > 0)
  }
}

function startOf(event: Event | undefined): number {
  if (event?.type === EVENT_ID.SCALAR) return Math.max(event.valueStart, 0)
  return event && 'start' in event ? event.start : 0
}
