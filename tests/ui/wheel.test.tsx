// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import { DeprivationWheel } from '#ui/DeprivationWheel.tsx'
import { FindingList } from '#ui/FindingList.tsx'

afterEach(cleanup)

const legend = { deprived: 'thiếu hụt', not_deprived: 'không thiếu hụt', unknown: 'chưa rõ' }
const groups = [
  {
    title: 'Nhà ở',
    items: [
      { id: 'quality', title: 'Chất lượng nhà ở', state: 'deprived' as const },
      { id: 'area', title: 'Diện tích nhà ở', state: 'not_deprived' as const },
    ],
  },
  { title: 'Thông tin', items: [{ id: 'internet', title: 'Dịch vụ viễn thông', state: 'unknown' as const }] },
]

describe('the deprivation wheel', () => {
  test('has a name, and tells every state to who cannot see it', () => {
    render(<DeprivationWheel groups={groups} label="Vòng thiếu hụt" legend={legend} />)
    const wheel = screen.getByRole('img', { name: 'Vòng thiếu hụt' })
    const description = document.getElementById(wheel.getAttribute('aria-describedby') ?? '')?.textContent
    expect(description).toBe(
      'Nhà ở: Chất lượng nhà ở – thiếu hụt; Diện tích nhà ở – không thiếu hụt. Thông tin: Dịch vụ viễn thông – chưa rõ',
    )
  })

  test('tells the states apart by symbol, not by colour alone', () => {
    const { container } = render(<DeprivationWheel groups={groups} label="Vòng" legend={legend} centre="10" />)
    const segments = [...container.querySelectorAll('g[data-state]')].map((segment) => [
      segment.getAttribute('data-state'),
      segment.textContent,
      segment.querySelectorAll('path').length,
    ])
    expect(segments).toEqual([
      ['deprived', '1✕', 2],
      ['not_deprived', '2✓', 1],
      ['unknown', '3?', 1],
    ])
    expect(screen.getByText(/✕ thiếu hụt/)).toBeTruthy()
  })
})

test('findings show state, every sentence and the article, numbered as in the wheel', () => {
  const item = { deprivation: 'deprived' as const, state: 'thiếu hụt', article: 'phụ lục, chỉ số 7' }
  render(
    <FindingList
      findings={[
        {
          dimension: 'housing',
          title: 'Nhà ở',
          items: [
            { ...item, indicator: 'quality', title: 'Chất lượng nhà ở', sentences: ['Cột là tre.', 'Mái là lá.'] },
            { ...item, indicator: 'area', title: 'Diện tích', sentences: ['6 m² mỗi người.'] },
          ],
        },
      ]}
      below={(indicator) => (indicator === 'area' ? <em>Năm trước: không</em> : null)}
    />,
  )
  expect(screen.getByText('2. Diện tích')).toBeTruthy()
  expect(screen.getByText('Mái là lá.')).toBeTruthy()
  expect(screen.getAllByText('thiếu hụt')).toHaveLength(2)
  expect(screen.getAllByText('phụ lục, chỉ số 7')).toHaveLength(2)
  expect(screen.getByText('Năm trước: không').closest('li')?.textContent).toContain('6 m² mỗi người.')
})
