/** A refusal for the person at the server's keyboard, in both languages: said as it is, without a stack. */
export class Refused extends Error {
  constructor(sentence: { vi: string; en: string }, options?: ErrorOptions) {
    super(`${sentence.vi}\n${sentence.en}`, options)
    this.name = 'Refused'
  }
}
