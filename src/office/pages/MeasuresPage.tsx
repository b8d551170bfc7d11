import { useState } from 'react'
import type { CountedBy, PovertyRule } from '#domain/profile/alkireFoster.ts'
import { numberText } from '#domain/wording/numbers.ts'
import { FiguresNav } from '#office/FiguresNav.tsx'
import { fieldWords } from '#office/fieldWords.ts'
import { IndicatorBars } from '#office/IndicatorBars.tsx'
import { MeasuresTable } from '#office/MeasuresTable.tsx'
import { OfficePage } from '#office/OfficePage.tsx'
import { OfficialCounts } from '#office/OfficialCounts.tsx'
import { useOffice } from '#office/office.ts'
import { QueryStatus } from '#office/QueryStatus.tsx'
import { useMeasures } from '#office/queries.ts'
import type { MeasuresReply } from '#protocol/office.ts'
import { RadioChoice } from '#ui/Choice.tsx'
import { Notice } from '#ui/Notice.tsx'

const ways = ['household', 'resident'] as const satisfies readonly CountedBy[]
const rules = ['official', 'counting'] as const satisfies readonly PovertyRule[]

/** The measures of Alkire and Foster, named unofficial, beside the official counts. */
export function MeasuresPage() {
  const { wording, language, session } = useOffice()
  const query = useMeasures()
  const words = fieldWords[language].measures
  return (
    <OfficePage title={wording.measures.title(session.commune ?? '')}>
      <FiguresNav />
      <QueryStatus query={query} />
      {query.data && (
        <>
          <Basis {...query.data.basis} />
          <OfficialCounts {...query.data.official} />
          <h2>{words.title}</h2>
          <Notice kind="warning">
            <p>{words.unofficial}</p>
          </Notice>
          <Unofficial reply={query.data} />
        </>
      )}
    </OfficePage>
  )
}

function Basis({ thisRound, lastRound, neither }: MeasuresReply['basis']) {
  const { wording, language } = useOffice()
  const text = (count: number) => numberText(count, language)
  return <p>{wording.measures.basis(text(thisRound), text(lastRound), text(neither))}</p>
}

function Unofficial({ reply }: { reply: MeasuresReply }) {
  const { wording, language } = useOffice()
  const [countedBy, setCountedBy] = useState<CountedBy>('household')
  const [rule, setRule] = useState<PovertyRule>('official')
  const text = wording.measures
  const words = fieldWords[language].measures
  const profile = reply[countedBy]
  return (
    <>
      <RadioChoice
        name="countedBy"
        legend={text.countedBy}
        options={ways.map((value) => ({ value, label: text[value] }))}
        value={countedBy}
        onChange={(value) => setCountedBy(value as CountedBy)}
      />
      <MeasuresTable profile={profile} rules={rules} />
      <p>{words.leftOut(profile)}</p>
      <h2>{text.indicatorsTitle}</h2>
      <RadioChoice
        name="rule"
        legend={text.rule}
        options={rules.map((value) => ({ value, label: words.rules[value] }))}
        value={rule}
        onChange={(value) => setRule(value as PovertyRule)}
      />
      <p>{text.indicatorsHow}</p>
      <IndicatorBars measures={profile[rule]} />
    </>
  )
}
