import { displayText } from '../../lib/domain/text/foreign.ts';
import { t } from '../../lib/i18n/t.ts';
import { ForeignText } from './foreign-text.tsx';
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
      <span class="profile-name__text" title={displayText(name)}>
        <ForeignText text={name} ranges={ranges} />
      </span>
      <Tags tags={tags} />
    </span>
  );
}

/** Its length, by which a style sheet shortens the long ones of several tags first. */
const lengthOf = (tag: string) => ({ '--tag-length': tag.length });

/** Short texts beside a name. */
export function Tags({ tags }: { tags: readonly string[] }) {
  return tags.map((tag) => (
    <span key={tag} class="tag" style={lengthOf(tag)} title={displayText(tag)}>
      <ForeignText text={tag} />
    </span>
  ));
}

/** The person's tag of a profile, by which a press filters the list. */
export function TagFilter({ tag, onPress }: { tag: string; onPress: () => void }) {
  const text = `#${tag}`;
  return (
    <button
      type="button"
      class="tag-filter"
      style={lengthOf(text)}
      title={t('tagFilter', text)}
      onClick={onPress}
    >
      <span class="tag">
        <ForeignText text={text} />
      </span>
    </button>
  );
}
