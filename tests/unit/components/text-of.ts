import { type ComponentChildren, isValidElement, type VNode } from 'preact';

/**
 * Returns what is shown by components without hooks, as text; with `attribute`, the values of that attribute
 * instead. Needs no document.
 */
export function textOf(node: ComponentChildren, attribute?: string): string {
  if (Array.isArray(node)) return node.map((child) => textOf(child, attribute)).join('');
  if (!isValidElement(node)) {
    return attribute || node === null || node === undefined || typeof node === 'boolean' ? '' : String(node);
  }
  const { type, props } = node as VNode<{ children?: ComponentChildren }>;
  if (typeof type === 'function')
    return textOf((type as (props: unknown) => ComponentChildren)(props), attribute);
  const value = attribute ? (props as Record<string, unknown>)[attribute] : undefined;
  return `${typeof value === 'string' ? value : ''}${textOf(props.children, attribute)}`;
}
