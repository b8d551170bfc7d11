import { Route, Switch } from 'wouter'
import { Path, placeOf } from '#domain/questionnaire/answers.ts'
import { NotFound } from '#phone/pages/NotFound.tsx'
import type { HouseholdView } from '#phone/store/hooks.ts'
import type { RoundTerms } from '#protocol/changes.ts'
import { SurveyContext } from './context.ts'
import { FinishPage } from './FinishPage.tsx'
import { QuestionPage } from './QuestionPage.tsx'
import { RosterPage } from './RosterPage.tsx'
import { stepFor } from './steps.ts'
import { TaskListPage } from './TaskListPage.tsx'

/** The survey of one household: task list, residents, questions, the end. */
export function SurveyRoutes({ view, round }: { view: HouseholdView; round: RoundTerms }) {
  return (
    <SurveyContext value={{ view, round }}>
      <Switch>
        <Route path="/ho/:id/phieu">
          <TaskListPage />
        </Route>
        <Route path="/ho/:id/phieu/roster">
          <RosterPage />
        </Route>
        <Route path="/ho/:id/phieu/visit/:question?">
          <FinishPage />
        </Route>
        <Route path="/ho/:id/phieu/:section/:question">{({ question }) => <QuestionAt path={question} />}</Route>
        <Route path="/ho/:id/phieu/:section/:resident/:question">
          {({ resident, question }) => <QuestionAt path={`${resident}/${question}`} />}
        </Route>
        <Route>
          <NotFound />
        </Route>
      </Switch>
    </SurveyContext>
  )
}

function QuestionAt({ path }: { path: string }) {
  const parsed = Path.safeParse(path)
  const place = parsed.success ? placeOf(parsed.data) : undefined
  const step = place && stepFor(place)
  if (!place || !step) return <NotFound />
  return <QuestionPage key={[step.resident, step.questions[0]].join('/')} step={step} sought={place.question} />
}
