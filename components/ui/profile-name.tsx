import './ui.css';

/** A profile's name with the tags that distinguish it from others; `ranges` are highlighted. */
export function ProfileName({
  name,
  tags = [],
  ranges = [],
}: {
  name: string;
  tags?: readonly string[];
  ranges?: readonly (readonly [number, number])[];
}) {
  return (
    <span class="profile-name">
      <span class="profile-name__text" title={name}>
        {highlighted(name, ranges)}
      </span>
      {tags.map((tag) => (
        <span key={tag} class="tag" title={tag}>
          {tag}
        </span>
      ))}
    </span>
  );
}

/** A text cut into plain and marked pieces; ranges are `[start, end)`, ascending. */
export function pieces(
  text: string,
  ranges: readonly (readonly [number, number])[],
): { text: string; marked: boolean }[] {
  const result: { text: string; marked: boolean }[] = [];
  let at = 0;
  for (const [start, end] of ranges) {
    if (start > at) result.push({ text: text.slice(at, start), marked: false });
    if (end > Math.max(start, at)) result.push({ text: text.slice(Math.max(start, at), end), marked: true });
    at = Math.max(at, end);
  }
  if (at < text.length) result.push({ text: text.slice(at), marked: false });
  return result;
}

function highlighted(text: string, ranges: readonly (readonly [number, number])[]) {
  if (ranges.length === 0) return text;
  return pieces(text, ranges).map((piece, index) =>
    piece.marked ? <mark key={index}>{piece.text}</mark> : piece.text,
  );
}
