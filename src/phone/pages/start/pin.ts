/** Why a PIN will not do; undefined if it will. */
export function pinProblem(pin: string): 'not_six_digits' | 'too_simple' | undefined {
  if (!/^\d{6}$/.test(pin)) return 'not_six_digits'
  const steps = [...pin].slice(1).map((digit, place) => Number(digit) - Number(pin[place]))
  const isEven = steps.every((step) => step === steps[0]) && Math.abs(steps[0] ?? 0) <= 1
  return isEven ? 'too_simple' : undefined
}
