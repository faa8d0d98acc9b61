import type { MixPage, MixTopic } from './mix.ts'

/** With more topics than this, there is a filter. */
const MAX_UNFILTERED = 12

/** The fields for topics, with what each does. */
const COLUMNS = [
  ['any', 'Any'],
  ['all', 'All'],
  ['without', 'Without'],
] as const

/** The topics, each with a box for every way to select by it. */
export function TopicTable({ topics, fields }: { topics: readonly MixTopic[]; fields: MixPage['fields'] }) {
  const chosen = new Map(COLUMNS.map(([name]) => [name, new Set(fields.get(name))]))
  return (
    <fieldset>
      <legend>Topics</legend>
      <p class="meta">Articles with any of these topics, with all of these, and without these.</p>
      {topics.length > MAX_UNFILTERED ? (
        <label class="filter scripted">
          <span class="unseen">Filter the topics</span>
          <input id="filter" type="search" placeholder="Filter" autocomplete="off" />
        </label>
      ) : null}
      <div class="choices">
        <table>
          <thead>
            <tr>
              <td />
              {COLUMNS.map(([, label]) => (
                <th scope="col">{label}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {topics.map(({ id, name }) => (
              <tr>
                <th scope="row" dir="auto">
                  {name}
                </th>
                {COLUMNS.map(([field, label]) => (
                  <td>
                    <input
                      type="checkbox"
                      name={field}
                      value={id}
                      checked={chosen.get(field)?.has(id)}
                      aria-label={`${label}: ${name}`}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p id="no-topic" class="meta" hidden>
        No matching topics.
      </p>
    </fieldset>
  )
}
