/** A sign in place of a value, with the reason as its tooltip and for screen readers. */
export function MissingValue({
  sign,
  why,
  class: className = 'soft',
}: {
  sign: string;
  why: string;
  class?: string;
}) {
  return (
    <span class={className} title={why}>
      <span aria-hidden="true">{sign}</span>
      <span class="visually-hidden">{why}</span>
    </span>
  );
}
