import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { expect, test } from 'vitest';
import { scripts } from '../../../package.json' with { type: 'json' };

const README = fs.readFileSync('README.md', 'utf8');
const tracked = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).split('\n').filter(Boolean);

/** Pages for people, by their file. */
const PAGES: Record<string, string> = Object.fromEntries(
  tracked
    .filter((file) =>
      /^([A-Z]+\.md|docs\/[\w-]+\.md|store\/[\w-]+\.md|tests\/(sandbox|e2e)\/README\.md)$/.test(file),
    )
    .map((file) => [file, fs.readFileSync(file, 'utf8')]),
);

test.each(Object.entries(PAGES))('%s writes every apostrophe as code does', (_, text) => {
  expect(text.split('\n').filter((line) => line.includes('’'))).toEqual([]);
});

test('the README’s table of commands has every script of package.json, and no other', () => {
  const table = section('Commands');
  const named = [...table.matchAll(/^\| (.+?) \|/gm)].flatMap(([, cell]) =>
    [...cell!.matchAll(/`npm (?:run )?([\w:-]+)/g)].map(([, name]) => name!),
  );
  expect(named.toSorted()).toEqual(Object.keys(scripts).toSorted());
});

test('the README lists every folder, and names none that is gone', () => {
  const listed = [...section('Where things are').matchAll(/^([\w./]+)\/ /gm)].map(([, folder]) => folder!);
  const folders = new Set(
    tracked
      .filter((file) => file.includes('/'))
      .map((file) => file.split('/'))
      .map(([first, second, third]) => (first === 'lib' && third ? `lib/${second}` : first!))
      .filter((folder) => folder !== 'lib'),
  );
  expect(listed.filter((folder) => folder !== 'components/ui').toSorted()).toEqual([...folders].toSorted());
});

test.each(Object.entries(PAGES))('%s names files that exist', (page, text) => {
  const named = [
    ...text.matchAll(/`((?:tests|lib|components|entrypoints|modules|public|store|docs)\/[^`\s]+)`/g),
  ]
    .map(([, file]) => file!)
    .filter((file) => !/[*<>{}]/.test(file));
  const linked = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, file]) => relativeTo(page, file!));
  for (const file of [...named, ...linked]) expect(fs.existsSync(file), file).toBe(true);
});

const relativeTo = (page: string, file: string) => new URL(file, `file:///${page}`).pathname.slice(1);

function section(heading: string): string {
  return README.split(`\n## ${heading}\n`)[1]!.split('\n## ')[0]!;
}
