import type { ComponentChildren } from 'preact'
import type { MixPage } from './mix.ts'
import { TopicTable } from './topic-table.tsx'

const NAMES = [
  ['author', 'Authors', 'Separated by commas'],
  ['provider', 'Publishers', 'Names or domains'],
  ['type', 'Types', 'Separated by commas'],
  ['locale', 'Languages', 'Such as en, pt-br'],
] as const

const WORDS_HINT = (
  <>
    In title or excerpt; <kbd>-word</kbd> leaves out
  </>
)

/** The numbers of articles in a day or week that are offered. */
const BEST = ['1/day', '3/day', '5/day', '10/day', '1/week', '3/week', '5/week', '10/week']

type FormProps = Pick<MixPage, 'fields' | 'choices'> & {
  /** The path of the page. */
  action: string
}

/** The form with a field for each parameter. Fields that would not tell the articles of the site apart are left out. */
export function MixForm({ fields, choices, action }: FormProps) {
  const value = (name: string) => fields.get(name)?.join(', ') ?? ''
  const isOffered = (name: string, isUseful: boolean) => isUseful || fields.has(name)
  const { topics, names, hasQuality, hasHeat } = choices
  const named = NAMES.filter(([name]) => isOffered(name, names[name].length > (name === 'locale' ? 1 : 0)))
  const top = value('top')
  return (
    <form id="mix" action={`${action}#result`}>
      {topics.length > 0 ? <TopicTable topics={topics} fields={fields} /> : null}
      <fieldset class="fields">
        <legend>Which articles</legend>
        <Field name="words" label="Words" hint={WORDS_HINT}>
          <input {...identify('words')} value={value('words')} autocomplete="off" aria-describedby="words-hint" />
        </Field>
        {named.map(([name, label, hint]) => (
          <Field name={name} label={label} hint={hint}>
            <input
              {...identify(name)}
              value={value(name)}
              autocomplete="off"
              list={`${name}-names`}
              aria-describedby={`${name}-hint`}
            />
            <datalist id={`${name}-names`}>
              {names[name].map((choice) => (
                <option value={choice.key}>{choice.name === choice.key ? null : choice.name}</option>
              ))}
            </datalist>
          </Field>
        ))}
        {isOffered('min-quality', hasQuality) ? (
          <NumberField name="min-quality" label="Quality, at least" value={value('min-quality')} />
        ) : null}
        {isOffered('min-heat', hasHeat) ? (
          <NumberField name="min-heat" label="Heat, at least" value={value('min-heat')} />
        ) : null}
        <Select
          name="top"
          label="Only the best"
          value={top}
          options={[...new Set(['', top, ...BEST])].map(bestOption)}
        />
      </fieldset>
      <fieldset class="fields">
        <legend>What the feed holds</legend>
        <Select
          name="content"
          label="Content"
          value={value('content')}
          options={[
            ['', 'Whole articles'],
            ['excerpt', 'Excerpts'],
          ]}
        />
        <Select
          name="digest"
          label="Digest"
          value={value('digest')}
          options={[
            ['', 'None'],
            ['day', 'Daily'],
            ['week', 'Weekly'],
            ['month', 'Monthly'],
          ]}
        />
        <NumberField name="items" label="Items, at most" value={value('items') || '30'} min={1} max={100} />
      </fieldset>
      <p class="actions">
        <button type="submit">Show the feed</button> <a href={action}>Start again</a>
      </p>
    </form>
  )
}

function bestOption(value: string): [value: string, label: string] {
  return [value, value === '' ? 'All' : value.replace('/', ' a ')]
}

/** The attributes of a field; its label names its id. */
function identify(name: string) {
  return { id: `field-${name}`, name }
}

interface FieldProps {
  name: string
  label: string
  hint?: ComponentChildren
  children: ComponentChildren
}

function Field({ name, label, hint, children }: FieldProps) {
  return (
    <div class="field">
      <label for={identify(name).id}>{label}</label>
      {children}
      {hint ? (
        <p class="meta" id={`${name}-hint`}>
          {hint}
        </p>
      ) : null}
    </div>
  )
}

interface NumberFieldProps {
  name: string
  label: string
  value: string
  min?: number
  max?: number
}

function NumberField({ name, label, ...input }: NumberFieldProps) {
  return (
    <Field name={name} label={label}>
      <input type="number" {...identify(name)} step={input.min === undefined ? 'any' : 1} {...input} />
    </Field>
  )
}

interface SelectProps {
  name: string
  label: string
  value: string
  options: readonly (readonly [value: string, label: string])[]
}

function Select({ name, label, value, options }: SelectProps) {
  return (
    <Field name={name} label={label}>
      <select {...identify(name)}>
        {options.map(([option, text]) => (
          <option value={option} selected={option === value}>
            {text}
          </option>
        ))}
      </select>
    </Field>
  )
}
