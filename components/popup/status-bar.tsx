import { t } from '../../lib/i18n/t.ts';
import { IconButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { focusFilter } from './focus.ts';
import { useNavigate } from './navigation.ts';
import { KEYS } from './popup-keys.ts';
import { query } from './popup-model.ts';
import { showStatus, status } from './status-message.ts';

/** The bottom of the popup: the main keys, or what has just happened (a live region, present from the start). */
export function StatusBar() {
  const navigate = useNavigate();
  const current = status.value;
  return (
    <footer class={`status${current ? ` status--${current.tone}` : ''}`}>
      <div role="status" class={current ? 'status__text' : 'visually-hidden'}>
        {current && (
          <>
            <Icon name={current.icon ?? (current.tone === 'done' ? 'check' : 'warning')} size={14} />
            <span>{current.text}</span>
          </>
        )}
      </div>
      {current?.action && (
        <button type="button" class="card-banner__action" onClick={() => navigate(current.action!.route)}>
          {current.action.label}
        </button>
      )}
      {current && current.tone !== 'done' && (
        <IconButton
          small
          icon="close"
          label={t('formDismiss')}
          onClick={() => {
            showStatus(null);
            focusFilter();
          }}
        />
      )}
      {!current && <Hints />}
    </footer>
  );
}

function Hints() {
  return (
    // Screen readers read the same in the filter field's description.
    <div class="hints" aria-hidden="true">
      <Hint keys={['↑', '↓']} does={t('popupHintChoose')} />
      <Hint keys={['↵']} does={t('popupHintSwitch')} />
      <Hint keys={[KEYS.copy]} does={t('popupHintCopy')} />
      {/* In what is typed it edits the text. */}
      {query.value === '' && <Hint keys={[KEYS.previous]} does={t('popupHintPrevious')} />}
    </div>
  );
}

function Hint({ keys, does }: { keys: string[]; does: string }) {
  return (
    <span class="hint">
      {keys.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
      {does}
    </span>
  );
}
