import type { Entry } from './journal-totals.ts';
import type { Active } from './snapshot.ts';
import type { World } from './world.ts';

interface Copy {
  sequence: number;
  backup: { active: Active; journal: Entry[] };
}

/** Returns the copies that a lost database is restored from, the newest first. */
export async function copiesOf({ extension }: World): Promise<Copy[]> {
  const copies = (await extension.probe.evaluate(async () => {
    if (!(await caches.has('recovery-copy'))) return [];
    const cache = await caches.open('recovery-copy');
    const found = await Promise.all((await cache.keys()).map((request) => cache.match(request)));
    return Promise.all(found.map((response) => response?.json()));
  })) as (Copy | undefined)[];
  return copies.filter((copy) => copy !== undefined).sort((a, b) => b.sequence - a.sequence);
}
