import type { ComponentChildren } from 'preact';

/** A part of the page of components: what a component is called, and the component in each state. */
export function Sample({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <section class="sample" data-sample={name} aria-labelledby={`sample-${name}`}>
      <h2 id={`sample-${name}`}>{name}</h2>
      <div class="sample__states">{children}</div>
    </section>
  );
}

export const ignore = () => {};

/** A name that is longer than its place. */
export const LONG_NAME = 'Weiß & Söhne Gartenbau und Landschaftspflege GmbH';
/** The part of a name that a filter found. */
export const MARKED: [number, number][] = [[0, 4]];
