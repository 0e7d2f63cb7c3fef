import { Atom, type Form, FormMap, FormSet, Tagged } from '../import/form.ts'

/** A form as JSON: sets are arrays, keys are text, and what JSON has no value for is the text of its EDN. Integers of any size are numbers. */
export function jsonText(form: Form): string {
  if (form instanceof Atom) return /^-?\d+$/.test(form.text) ? form.text : JSON.stringify(form.text)
  if (form === null || typeof form !== 'object') return JSON.stringify(form)
  if (Array.isArray(form)) return `[${form.map(jsonText).join(',')}]`
  if (form instanceof FormSet) return `[${[...form.elements.values()].map(jsonText).join(',')}]`
  if (form instanceof FormMap) return `{${entryTexts(form).join(',')}}`
  if (form instanceof Tagged) return jsonText(form.value)
  return form satisfies never
}

const entryTexts = ({ keyTexts, keys, values }: FormMap): string[] =>
  keys.map((key, at) => {
    const name = typeof key === 'string' ? key : keyTexts[at]
    return `${JSON.stringify(name)}:${jsonText(values[at])}`
  })
