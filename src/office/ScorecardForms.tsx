import type { RoundTerms } from '#protocol/changes.ts'
import { Button } from '#ui/Button.tsx'
import { download } from './download.ts'
import css from './Form.module.css'
import { useOffice } from './office.ts'
import { useStep } from './queries.ts'
import { emptyJson, emptySheets } from './scorecardForm.ts'

/** The empty forms, to be filled in from the printed form B1. */
export function ScorecardForms({ round }: { round: RoundTerms }) {
  const text = useOffice().wording.scorecard
  const step = useStep()
  const saveWorkbook = async () => {
    const { workbookOf } = await import('./workbook.ts')
    download('phieu-b1.xlsx', new Blob([workbookOf(emptySheets(round))], { type: xlsx }))
  }
  const saveJson = () => download('phieu-b1.json', new Blob([emptyJson(round)], { type: 'application/json' }))
  return (
    <div className={css.actions}>
      <Button kind="secondary" disabled={step.isBusy} onClick={() => void step.take(saveWorkbook)}>
        {text.emptyWorkbook}
      </Button>
      <Button kind="secondary" onClick={saveJson}>
        {text.emptyJson}
      </Button>
    </div>
  )
}

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
