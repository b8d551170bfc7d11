import { useState } from 'react'
import { useSession } from '#phone/pages/session.ts'
import css from '#phone/pages/stack.module.css'
import { workIsWaiting } from '#phone/store/activity.ts'
import { type SyncReport, syncNow } from '#phone/sync/schedule.ts'
import { useWords } from '#phone/wording/language.tsx'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'
import { reportText } from './syncWords.ts'

const good: SyncReport['outcome'][] = ['done', 'nothing_to_do', 'already_running']

/** The button that always works and always says what happened. */
export function SendNow() {
  const { vault } = useSession()
  const words = useWords()
  const [report, setReport] = useState<SyncReport | 'running'>()
  const send = async () => {
    setReport('running')
    const said = await syncNow(vault)
    setReport(said)
    // Somebody wants it sent: the schedule counts its waits anew.
    if (said.outcome === 'failed' || said.outcome === 'still_waiting') workIsWaiting()
  }
  const isDone = report !== undefined && report !== 'running' && good.includes(report.outcome)
  return (
    <div className={css.close}>
      <Button onClick={() => void send()}>{words.sync.sendNow}</Button>
      <div role="status">
        {report === 'running' && words.sync.running}
        {report !== undefined && report !== 'running' && (
          <Notice kind={isDone ? 'success' : 'warning'}>
            {reportText(report, words).map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </Notice>
        )}
      </div>
    </div>
  )
}
