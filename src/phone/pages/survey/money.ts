import { grouped } from '#domain/wording/raw.ts'
import type { Language } from '#domain/wording/words.ts'

/** Money as the language writes it, and back: in English points and commas change places. */
export function inLanguage(money: string, language: Language): string {
  return language === 'vi' ? money : money.replace(/[.,]/g, (mark) => (mark === '.' ? ',' : '.'))
}

/** What a field of money holds after a key, grouped anew; the caret stays before the same digit. */
export function typedMoney(input: HTMLInputElement, before: string, language: Language): string {
  const typed = inLanguage(input.value, language)
  const money = regrouped(typed, before)
  if (money === typed) return money
  // Deleting a mark deletes nothing: the caret steps over it.
  const behind = typed.length - (input.selectionStart ?? typed.length) + (money === before ? 1 : 0)
  input.value = inLanguage(money, language)
  input.setSelectionRange(money.length - behind, money.length - behind)
  return money
}

/** A mark that the typist sets is left as it is: `1.5` may be meant as a decimal, and is refused rather than read as 15. */
export function regrouped(typed: string, before: string): string {
  const isOwnMark = typed.split('.').length > before.split('.').length
  const digits = typed.replaceAll('.', '')
  const wasGrouped = before === grouped(before.replaceAll('.', ''))
  return isOwnMark || !wasGrouped || /\D/.test(digits) ? typed : grouped(digits)
}
