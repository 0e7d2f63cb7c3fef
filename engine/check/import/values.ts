import type { Value } from '../models/value.ts'
import type { Form } from './form.ts'
import { formText } from './form-text.ts'

/**
 * Makes values of forms such that equal forms become the same value and different forms different ones. Texts, numbers, truth values and
 * nil are themselves; all else (keywords, lists, maps, big integers…) is its text as EDN, marked where a text of the history says the same.
 *
 * @param forms all values of the history
 */
export function valuesOf(forms: Iterable<Form | undefined>): (form: Form) => Value {
  const texts = new Set<string>()
  for (const form of forms) if (typeof form === 'string') texts.add(form)
  return (form) => {
    if (form === null || typeof form !== 'object') return form
    let text = formText(form)
    while (texts.has(text)) text = `EDN ${text}`
    return text
  }
}
