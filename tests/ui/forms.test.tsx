// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, describe, expect, test } from 'vitest'
import { Boundary } from '#ui/Boundary.tsx'
import { CheckboxChoice, RadioChoice } from '#ui/Choice.tsx'
import { DateField } from '#ui/DateField.tsx'
import { ErrorSummary } from '#ui/ErrorSummary.tsx'
import { TextField } from '#ui/Field.tsx'
import { Page } from '#ui/Page.tsx'

afterEach(cleanup)

describe('an error summary', () => {
  test('takes the focus and leads to the field with the same words beside it', () => {
    render(
      <>
        <ErrorSummary title="Có vấn đề" errors={[{ id: 'area', message: 'Diện tích: hãy viết một số' }]} />
        <TextField id="area" label="Diện tích" error="Diện tích: hãy viết một số" />
      </>,
    )
    expect(document.activeElement).toBe(screen.getByRole('alert'))
    fireEvent.click(screen.getByRole('link', { name: 'Diện tích: hãy viết một số' }))
    const field = screen.getByLabelText('Diện tích')
    expect(document.activeElement).toBe(field)
    expect(field.getAttribute('aria-invalid')).toBe('true')
    expect(document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
      'Diện tích: hãy viết một số',
    )
  })

  test('is not there without an error', () => {
    render(<ErrorSummary title="Có vấn đề" errors={[]} />)
    expect(screen.queryByRole('alert')).toBeNull()
  })
})

test('a page takes the focus to its title and names the window', () => {
  render(<Page title="Hộ dân" documentTitle="Hộ dân – Sổ Thôn" />)
  expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1, name: 'Hộ dân' }))
  expect(document.title).toBe('Hộ dân – Sổ Thôn')
})

test('the whole row of a choice can be tapped', () => {
  const options = [
    { value: 'a', label: 'Có' },
    { value: 'b', label: 'Không' },
  ]
  function Rows() {
    const [one, setOne] = useState<string>()
    const [many, setMany] = useState<string[]>([])
    return (
      <>
        <RadioChoice name="one" legend="Một" options={options} value={one} onChange={setOne} />
        <CheckboxChoice name="many" legend="Nhiều" options={options} values={many} onChange={setMany} />
      </>
    )
  }
  render(<Rows />)
  fireEvent.click(screen.getAllByText('Không')[0]!)
  expect(screen.getByRole('radio', { name: 'Không' })).toHaveProperty('checked', true)
  for (const label of ['Có', 'Không']) fireEvent.click(screen.getAllByText(label)[1]!)
  expect(screen.getAllByRole('checkbox').map((box) => (box as HTMLInputElement).checked)).toEqual([true, true])
})

test('a date is typed in three fields, or as a year alone; letters are left out', () => {
  const typed: string[] = []
  function Field() {
    const [value, setValue] = useState('')
    const labels = { day: 'Ngày', month: 'Tháng', year: 'Năm' }
    return (
      <DateField
        legend="Ngày sinh"
        labels={labels}
        value={value}
        onChange={(next) => {
          typed.push(next)
          setValue(next)
        }}
      />
    )
  }
  render(<Field />)
  fireEvent.change(screen.getByLabelText('Năm'), { target: { value: '1980' } })
  fireEvent.change(screen.getByLabelText('Ngày'), { target: { value: '5x' } })
  fireEvent.change(screen.getByLabelText('Tháng'), { target: { value: '3' } })
  fireEvent.change(screen.getByLabelText('Năm'), { target: { value: '' } })
  expect(typed).toEqual(['//1980', '5//1980', '5/3/1980', '5/3/'])
})

test('a fault below the boundary leaves its sentence on the screen', () => {
  const faults: unknown[] = []
  const report = console.error
  console.error = (fault: unknown) => faults.push(fault)
  function Broken(): never {
    throw new Error('broken')
  }
  render(
    <Boundary fallback={<p>Dữ liệu vẫn an toàn</p>}>
      <Broken />
    </Boundary>,
  )
  console.error = report
  expect(screen.getByText('Dữ liệu vẫn an toàn')).toBeTruthy()
  expect(faults.length).toBeGreaterThan(0)
})
