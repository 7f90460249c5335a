import { useContext } from 'preact/hooks';
import { t } from '../../../lib/i18n/t.ts';
import { Button } from '../../ui/button.tsx';
import { ShortcutsContext, useShortcuts } from '../shared/shortcuts.ts';
import { Section } from '../shell/page.tsx';

/** The extension's shortcuts with their keys, and a button to the browser's page that changes them. */
export function ShortcutsSection() {
  const shortcuts = useContext(ShortcutsContext);
  const list = useShortcuts();
  return (
    <Section
      title={t('shortcutsTitle')}
      soft={t('shortcutsSoft')}
      actions={<Button onClick={() => void shortcuts?.openSettings()}>{t('shortcutsChange')}</Button>}
    >
      <dl class="facts facts--wide">
        {list.map(({ name, description, keys }) => (
          <div key={name}>
            <dt>{description || t('commandOpen')}</dt>
            <dd>{keys ? <kbd>{keys}</kbd> : <span class="soft">{t('shortcutsNone')}</span>}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
