import type { Page } from '@playwright/test';

const ROLES = new Set([
  'button',
  'link',
  'checkbox',
  'switch',
  'combobox',
  'textbox',
  'searchbox',
  'spinbutton',
]);

interface AxNode {
  nodeId: string;
  parentId?: string;
  ignored: boolean;
  role?: { value: string };
  name?: { value: string };
  properties?: { name: string; value: { value?: unknown } }[];
}

/**
 * Returns the controls of a page that nothing distinguishes for a screen reader: one role and name, several times.
 * Links to one address do the same, and count once; so do those of different navigations, whose names are read out
 * with them. What a dialog covers isn't there for a screen reader.
 */
export async function sameNames(page: Page): Promise<{ role: string; name: string; count: number }[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: AxNode[] };
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const navigationOf = (node: AxNode | undefined): string => {
    if (!node) return '';
    return node.role?.value === 'navigation' ? node.nodeId : navigationOf(byId.get(node.parentId ?? ''));
  };
  const targets = new Map<string, Set<string>>();
  nodes.forEach((node, index) => {
    const { ignored, role, name, properties = [] } = node;
    if (ignored || !role || !ROLES.has(role.value)) return;
    const url = properties.find((one) => one.name === 'url')?.value.value;
    const key = JSON.stringify([role.value, name?.value ?? '', navigationOf(node)]);
    targets.set(key, (targets.get(key) ?? new Set()).add(String(url ?? index)));
  });
  return [...targets]
    .filter(([, found]) => found.size > 1)
    .map(([key, found]) => {
      const [role = '', name = ''] = JSON.parse(key) as string[];
      return { role, name, count: found.size };
    });
}
