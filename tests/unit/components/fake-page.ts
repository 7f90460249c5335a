import { type ComponentChild, options, render } from 'preact';
import { vi } from 'vitest';

/** Open modal dialogs, the topmost last: everything else is inert. */
let modals: FakeElement[] = [];
let focused: FakeElement | null = null;
/** What waits until the page is painted. */
let unpainted: (() => void)[] = [];

/** An element, as far as Preact and the focus need one. */
class FakeElement {
  readonly nodeType = 1;
  readonly childNodes: FakeElement[] = [];
  parentNode: FakeElement | null = null;

  constructor(
    readonly localName: string,
    /** Of a text. */
    public data = '',
  ) {}

  get textContent(): string {
    return this.data + this.childNodes.map((child) => child.textContent).join('');
  }

  get firstChild() {
    return this.childNodes[0] ?? null;
  }

  get nextSibling() {
    const siblings = this.parentNode?.childNodes ?? [];
    return siblings[siblings.indexOf(this) + 1] ?? null;
  }

  insertBefore(child: FakeElement, next: FakeElement | null) {
    child.remove();
    child.parentNode = this;
    this.childNodes.splice(next ? this.childNodes.indexOf(next) : this.childNodes.length, 0, child);
  }

  append(child: FakeElement) {
    this.insertBefore(child, null);
  }

  remove() {
    this.parentNode?.childNodes.splice(this.parentNode.childNodes.indexOf(this), 1);
    this.parentNode = null;
  }

  contains(other: FakeElement | null): boolean {
    return other !== null && (other === this || this.contains(other.parentNode));
  }

  /** Finds the elements whose names begin a part of the selector. */
  querySelectorAll(selector: string): FakeElement[] {
    const isMeant = ({ localName }: FakeElement) => new RegExp(`(^| )${localName}\\b`).test(selector);
    return this.childNodes.flatMap((child) => [
      ...(isMeant(child) ? [child] : []),
      ...child.querySelectorAll(selector),
    ]);
  }

  querySelector(selector: string): FakeElement | null {
    return this.querySelectorAll(selector)[0] ?? null;
  }

  focus() {
    const reachable = modals.filter((modal) => body.contains(modal)).at(-1) ?? body;
    if (this !== body && reachable.contains(this)) focused = this;
  }

  showModal() {
    modals = [...modals, this];
  }

  close() {
    modals = modals.filter((modal) => modal !== this);
  }

  setAttribute() {}
  removeAttribute() {}
  addEventListener() {}
  removeEventListener() {}
}

const body = new FakeElement('body');
const fakeDocument = {
  get activeElement() {
    return body.contains(focused) ? focused : body;
  },
  body,
  createElementNS: (_namespace: string, name: string) => new FakeElement(name),
  createElement: (name: string) => new FakeElement(name),
  createTextNode: (text: string) => new FakeElement('#text', text),
  querySelector: (selector: string) => body.querySelector(selector),
  querySelectorAll: (selector: string) => body.querySelectorAll(selector),
};

/** Gives the test an empty document, which paints when `paint` is called. */
export function openFakePage(): void {
  see = null;
  draw(null);
  paint();
  vi.stubGlobal('document', fakeDocument);
  vi.stubGlobal('HTMLElement', FakeElement);
  options.requestAnimationFrame = (effects) => unpainted.push(effects);
}

type See = (name: string, props: object) => void;
let see: See | null = null;
const before = options.vnode;
options.vnode = (node) => {
  before?.(node);
  if (typeof node.type === 'string') see?.(node.type, node.props);
};

/** Has each element that the test draws from now on seen, by its name and its properties. */
export function watchDrawn(next: See): void {
  see = next;
}

/** Draws the page again with another content. */
export function draw(content: ComponentChild): void {
  render(content, body as unknown as Element);
}

/** Runs what components do once they are painted. */
export function paint(): void {
  const effects = unpainted;
  unpainted = [];
  for (const run of effects) run();
}
