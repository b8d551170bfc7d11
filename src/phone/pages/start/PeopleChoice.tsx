import type { VaultCard } from '#phone/store/registry.ts'
import { RadioChoice } from '#ui/Choice.tsx'

type Props = {
  legend: string
  cards: VaultCard[]
  card: VaultCard | undefined
  onChoose: (card: VaultCard) => void
}

/** Who of those enrolled on this phone, by name and hamlet. */
export function PeopleChoice({ legend, cards, card, onChoose }: Props) {
  return (
    <RadioChoice
      name="enumerator"
      legend={legend}
      options={cards.map(({ device, enumerator, hamlet }) => ({ value: device, label: `${enumerator} – ${hamlet}` }))}
      value={card?.device}
      onChange={(chosen) => onChoose(cards.find(({ device }) => device === chosen)!)}
    />
  )
}
