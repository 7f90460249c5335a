import type { BrowserContext, CDPSession, Page } from '@playwright/test';

interface AxNode {
  nodeId: string;
  backendDOMNodeId?: number;
  ignored: boolean;
  role?: { value: string };
  name?: { value: string };
  properties?: { name: string; value: { value: unknown } }[];
}

/** A page of the docs site and what the extension has put into it, seen as a screen reader sees it. */
export class DocsPage {
  private constructor(
    readonly page: Page,
    private readonly cdp: CDPSession,
  ) {}

  static async open(context: BrowserContext, path: string): Promise<DocsPage> {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Accessibility.enable');
    await cdp.send('DOM.enable');
    const docs = new DocsPage(page, cdp);
    await page.goto(`https://docs.tago.io${path}`);
    await page.locator('html[data-has-hydrated="true"]').waitFor();
    return docs;
  }

  /** Nodes of that role whose name matches, in the order of the page. Closed shadow roots are no wall here. */
  async find(role: string, name: RegExp | string): Promise<AxNode[]> {
    const { nodes } = (await this.cdp.send('Accessibility.getFullAXTree')) as { nodes: AxNode[] };
    return nodes.filter((node) => {
      const own = node.name?.value ?? '';
      return (
        !node.ignored &&
        node.role?.value === role &&
        (typeof name === 'string' ? own === name : name.test(own))
      );
    });
  }

  async names(role: string, name: RegExp): Promise<string[]> {
    return (await this.find(role, name)).map((node) => node.name?.value ?? '');
  }

  /** All that is said in it, for eyes and ears. */
  async texts(pattern: RegExp): Promise<string[]> {
    return this.names('StaticText', pattern);
  }

  /** The first such node, waited for. */
  async get(role: string, name: RegExp | string): Promise<AxNode> {
    const deadline = Date.now() + 10_000;
    for (;;) {
      const [node] = await this.find(role, name);
      if (node) return node;
      if (Date.now() > deadline) throw new Error(`waited in vain for ${role} ${name}`);
      await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
    }
  }

  /** Where it is in the viewport, scrolled into it first. */
  async box(
    role: string,
    name: RegExp | string,
  ): Promise<{ x: number; y: number; width: number; height: number }> {
    const { backendDOMNodeId: backendNodeId } = await this.get(role, name);
    await this.cdp.send('DOM.scrollIntoViewIfNeeded', { backendNodeId });
    const { model } = await this.cdp.send('DOM.getBoxModel', { backendNodeId });
    const [x = 0, y = 0] = model.border;
    return { x, y, width: model.width, height: model.height };
  }

  /** Clicks as a person does: the pointer goes there, and presses what it finds. */
  async press(role: string, name: RegExp | string): Promise<void> {
    await this.page.bringToFront();
    const { x, y, width, height } = await this.box(role, name);
    await this.page.mouse.move(x + width / 2, y + height / 2, { steps: 3 });
    await this.settled();
    const now = await this.box(role, name);
    await this.page.mouse.click(now.x + now.width / 2, now.y + now.height / 2);
  }

  /** Focuses it as the keyboard would. */
  async focus(role: string, name: RegExp | string): Promise<void> {
    await this.page.bringToFront();
    const { backendDOMNodeId: backendNodeId } = await this.get(role, name);
    await this.cdp.send('DOM.focus', { backendNodeId });
    await this.settled();
  }

  /** A hover may widen the button: what it is after the next frames is what a person aims at. */
  private async settled(): Promise<void> {
    await this.page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
  }

  /** Buttons on samples and on the dock, by their names. */
  copyButtons(): Promise<string[]> {
    return this.names('button', /^Copy (with|runnable)/);
  }
}

/** What the system's clipboard holds, read by a page that may. */
export async function clipboardOf(page: Page): Promise<string> {
  await page.context().grantPermissions(['clipboard-read'], { origin: 'https://docs.tago.io' });
  await page.bringToFront();
  return page.evaluate(() => navigator.clipboard.readText());
}
