/** Text as people search it: lower case, single spaces, without diacritics, đ as d ("le van tu" finds "Lê Văn Tư"). */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd').trim().replace(/\s+/g, ' ')
}
