import type { PovertyRule, Profile } from '#domain/profile/alkireFoster.ts'
import { fieldWords } from './fieldWords.ts'
import { percentText } from './figures.ts'
import css from './MovementTable.module.css'
import { useOffice } from './office.ts'
import { TableBox } from './TableBox.tsx'

const measures = ['headcountRatio', 'intensity', 'adjustedHeadcount'] as const

/** H, A and M₀ under each rule of who is poor. */
export function MeasuresTable({ profile, rules }: { profile: Profile; rules: readonly PovertyRule[] }) {
  const { wording, language } = useOffice()
  const text = wording.measures
  const words = fieldWords[language].measures
  return (
    <TableBox label={text.scrollLabel(text.measuresCaption)}>
      <caption>{text.measuresCaption}</caption>
      <thead>
        <tr>
          <th scope="col">{text.measure}</th>
          {rules.map((rule) => (
            <th key={rule} scope="col">
              {words.rules[rule]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {measures.map((measure) => (
          <tr key={measure}>
            <th scope="row">
              {words.measures[measure].name}
              <br />
              <small>{words.measures[measure].meaning}</small>
            </th>
            {rules.map((rule) => (
              <td key={rule} className={css.number}>
                {percentText(profile[rule][measure], language)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </TableBox>
  )
}
