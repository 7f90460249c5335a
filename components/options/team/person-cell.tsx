import type { ComponentChildren } from 'preact';
import type { ApiOrigin } from '../../../lib/domain/identity/keys.ts';
import { memberName, type TeamMember } from '../../../lib/domain/team.ts';
import { displayText } from '../../../lib/domain/text/foreign.ts';
import { t } from '../../../lib/i18n/t.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { isSelf } from './people.ts';
import './team.css';

/** A person as the first cell of a table's row: name, a tag on oneself, and the address below. */
export function PersonCell({
  person,
  origin,
  children,
}: {
  person: Pick<TeamMember, 'accountId' | 'name' | 'email'>;
  origin: ApiOrigin;
  /** Shown below the address. */
  children?: ComponentChildren;
}) {
  const { email } = person;
  const name = memberName(person);
  return (
    <span class="cell-stack">
      <span class="person-name">
        <b title={displayText(name)}>
          <ForeignText text={name} />
        </b>
        {isSelf(origin, person) && <span class="tag">{t('teamYou')}</span>}
      </span>
      <span class="soft" title={displayText(email)}>
        <ForeignText text={email} />
      </span>
      {children}
    </span>
  );
}
