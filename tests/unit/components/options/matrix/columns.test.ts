import { expect, it, vi } from 'vitest';
import { resourceColumns, withStaleNumbers } from '../../../../../components/options/matrix/columns.tsx';
import type { MatrixRow } from '../../../../../components/options/matrix/rows.ts';
import { makeConnection, makeProfile } from '../../../domain/make.ts';
import { textOf } from '../../text-of.ts';

vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' }, addEventListener: () => {} }));

// Measures texts on a canvas.
vi.mock('../../../../../components/ui/head-width.ts', () => ({ headTextWidth: () => 0, textWidth: () => 0 }));

/** Returns the cell of a resource of which `used` exist, beside the limit. */
function cellOf(resource: string, used: number, limit: number) {
  const usage = { resources: { [resource]: used }, resourceLimits: { [resource]: limit }, fetchedAt: 1 };
  const row = { usage, plan: null } as unknown as MatrixRow;
  return resourceColumns([resource], [row])[0]!.cell(row);
}

it.each(['analysis', 'run_users'])(
  'the resource %s isn’t counted in the unit of the service of that name',
  (resource) => {
    const title = textOf(cellOf(resource, 18, 200), 'title');
    expect(title).toMatch(/: 18 of 200 \(9%\)$/);
    expect(title).not.toContain('min');
  },
);

it('a limit is abbreviated only where it stays the limit: beside the number it would else be below it', () => {
  expect(textOf(cellOf('device', 1_249, 1_250))).toMatch(/1,249 \/ 1.25K/);
  expect(textOf(cellOf('device', 12_340, 12_345))).toMatch(/12,340 \/ 12,345/);
});

it('numbers that can’t be read anymore look outdated, whatever they are of', () => {
  const connection = makeConnection('a');
  const classesOf = (access: 'ok' | 'denied') => {
    const profile = { ...makeProfile(connection, 'p', 'Acme'), access };
    const row = { usage: { resources: { device: 5 } }, plan: null, profileRow: { profile, connection } };
    const rows = [row as unknown as MatrixRow];
    return textOf(withStaleNumbers(resourceColumns(['device'], rows))[0]!.cell(rows[0]!), 'class');
  };
  expect(classesOf('denied')).toMatch(/^dim/);
  expect(classesOf('ok')).not.toContain('dim');
});
