import { describe, expect, test } from 'vitest'
import type { RouteVersion } from '../decide/facts.ts'
import { routeNow } from '../route/route-now.ts'
import { type MemoryOffice, memoryOffice } from '../trial/memory.ts'
import { personId, trialSteps } from '../trial/people.ts'
import { letter } from '../trial/story.ts'

const chosen = { first: { person: personId('褚卫国') }, second: { person: personId('沈丽') } }
const open = (office: MemoryOffice, matter: ReturnType<typeof letter>) =>
  office
    .see(matter)
    .assignments.filter((a) => a.kind === 'say' && a.state === 'open')
    .map((a) => office.office.persons.get(a.person as never)?.name ?? office.office.posts.get(a.post as never)?.title)

describe('办理路线: versioned data, never a state', () => {
  test('head, then two people the drafter chose, then issue; the last step fires its move; the starter waits and wakes (F14)', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working')
    expect(office.code('赵强', 'startRoute', { matter, route: 'joint' })).toBe('kernel.not-chosen')
    expect(office.code('赵强', 'startRoute', { matter, route: 'nowhere' })).toBe('kernel.unknown-route')
    office.do('赵强', 'startRoute', { matter, route: 'joint', chosen })
    expect(open(office, matter)).toEqual(['李明'])
    expect(office.piece(matter, '赵强', 'lead').state).toBe('waiting')
    office.do('李明', 'sign', { matter, agree: true })
    expect(open(office, matter)).toEqual(['褚卫国', '沈丽'])
    office.do('沈丽', 'sign', { matter, agree: true })
    expect(open(office, matter)).toEqual(['办公室主任'])
    const done = office.do('周海平', 'sign', { matter, agree: true })
    expect(done.steps.map((s) => s.move)).toEqual(['sign', 'issue'])
    expect(done.numbers).toMatchObject([{ series: 'trial.试发〔{year}〕{seq}号', year: 2026 }])
    expect(office.piece(matter, '赵强', 'lead').state).toBe('open')
    const started = office.see(matter).events.find((e) => e.move === 'startRoute' && e.holder === office.piece(matter, '赵强', 'lead').id)
    expect(started?.said).toMatchObject({ route: 'joint', version: 1 })
  })
  test('a no at any step ends the route there and comes straight back to the starter, who may begin again', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working')
    office.do('赵强', 'startRoute', { matter, route: 'joint', chosen })
    office.do('李明', 'sign', { matter, agree: false, opinion: '先核实' })
    expect(open(office, matter)).toEqual([])
    expect(office.piece(matter, '赵强', 'lead').state).toBe('open')
    office.do('赵强', 'startRoute', { matter, route: 'joint', chosen })
    expect(office.code('赵强', 'startRoute', { matter, route: 'joint', chosen })).toBe('kernel.piece-waits')
  })
  test('whoever agreed earlier in the same route is not asked again (F1 «skip same handler»)', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working')
    office.do('赵强', 'startRoute', { matter, route: 'joint', chosen: { first: { person: personId('李明') }, second: { person: personId('李明') } } })
    office.do('李明', 'sign', { matter, agree: true })
    expect(open(office, matter)).toEqual(['办公室主任'])
  })
  test('where one stands on it is seen: done, here, still to come, passed over (HB-44)', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working')
    const states = () => routeNow(office.world(), office.see(matter))?.steps.map((s) => s.state)
    expect(states()).toBeUndefined()
    office.do('赵强', 'startRoute', { matter, route: 'joint', chosen: { first: { person: personId('李明') }, second: { person: personId('李明') } } })
    expect(states()).toEqual(['here', 'next', 'next'])
    office.do('李明', 'sign', { matter, agree: true })
    expect(states()).toEqual(['done', 'skipped', 'here'])
    office.do('周海平', 'sign', { matter, agree: false, opinion: '再议' })
    expect(states()).toEqual(['done', 'skipped', 'stopped'])
    expect(routeNow(office.world(), office.see(matter))).toMatchObject({ key: 'joint', version: 1, running: false })
    office.do('赵强', 'startRoute', { matter, route: 'joint', chosen })
    expect(states(), 'begun again from the first').toEqual(['here', 'next', 'next'])
  })
  test('only a route of this desk, in the version in force; where there is none, nobody is offered one', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working')
    expect(office.code('赵强', 'startRoute', { matter, route: 'joint@1', chosen })).toBe('kernel.unknown-route')
    const foreign: RouteVersion = { key: 'letters.joint', version: 1, steps: trialSteps, from_at: office.now }
    office.routes = new Map([...office.routes, ['letters.joint', foreign], ['letters.joint@1', foreign]])
    expect(office.code('赵强', 'startRoute', { matter, route: 'letters.joint', chosen })).toBe('kernel.unknown-route')
    office.routes = new Map([
      ['letters.joint', foreign],
      ['letters.joint@1', foreign],
    ])
    expect(office.may('赵强', matter).startRoute).toMatchObject({ allowed: false, code: 'kernel.no-route' })
  })
  test('a running matter keeps the version it began with; a new one takes the newest', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working')
    office.do('赵强', 'startRoute', { matter, route: 'joint', chosen })
    const second: RouteVersion = { key: 'joint', version: 2, steps: [trialSteps[0] as (typeof trialSteps)[number]], from_at: office.now }
    office.routes = new Map([...office.routes, ['joint', second], ['joint@2', second]])
    office.do('李明', 'sign', { matter, agree: true })
    expect(open(office, matter)).toEqual(['褚卫国', '沈丽'])
    const later = letter(office, 'working')
    office.do('赵强', 'startRoute', { matter: later, route: 'joint' })
    office.do('李明', 'sign', { matter: later, agree: true })
    expect(open(office, later)).toEqual([])
    expect(office.see(later).stages.find((s) => s.route_key)?.route_version).toBe(2)
  })
})
