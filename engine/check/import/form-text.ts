import { Atom, type Form, FormMap, FormSet, Tagged } from './form.ts'

/** A form as EDN, the same text for equal forms: maps and sets are ordered by the text of their keys. */
export function formText(form: Form): string {
  if (form === null) return 'nil'
  if (typeof form === 'string') return ednString(form)
  if (typeof form !== 'object') return String(form)
  if (form instanceof Atom) return form.text
  if (Array.isArray(form)) return `[${form.map(formText).join(' ')}]`
  if (form instanceof FormSet) return `#{${[...form.elements.keys()].sort().join(' ')}}`
  if (form instanceof FormMap) return `{${entryTexts(form).join(', ')}}`
  if (form instanceof Tagged) return `#${form.tag} ${formText(form.value)}`
  return form satisfies never
}

const entryTexts = (map: FormMap): string[] =>
  [...map.keyTexts].sort().map((key) => `${key} ${formText(map.get(key) ?? null)}`)

/** JSON's escapes are EDN's too. */
export const ednString = (text: string): string => JSON.stringify(text)
