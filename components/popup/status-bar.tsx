import { t } from '../../lib/i18n/t.ts';
import { IconButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { useNavigate } from './navigation.ts';
import { focusFilter, KEYS } from './popup-keys.ts';
import { say, status } from './status.ts';

/** The bottom of the popup: the keys that matter, or what has just happened (a live region, always there). */
export function StatusBar() {
  const navigate = useNavigate();
  const said = status.value;
  return (
    <footer class={`status${said ? ` status--${said.tone}` : ''}`}>
      <div role="status" class={said ? 'status__said' : 'visually-hidden'}>
        {said && (
          <>
            <Icon name={said.tone === 'done' ? 'check' : 'warning'} size={14} />
            <span>{said.text}</span>
          </>
        )}
      </div>
      {said?.action && (
        <button type="button" class="strip__action" onClick={() => navigate(said.action!.route)}>
          {said.action.label}
        </button>
      )}
      {said?.tone === 'trouble' && (
        <IconButton
          small
          icon="close"
          label={t('formDismiss')}
          onClick={() => {
            say(null);
            focusFilter();
          }}
        />
      )}
      {!said && <Hints />}
    </footer>
  );
}

function Hints() {
  return (
    // The same is said to screen readers as the description of the filter field.
    <div class="hints" aria-hidden="true">
      <Hint keys={['↑', '↓']} does={t('popupHintChoose')} />
      <Hint keys={['↵']} does={t('popupHintSwitch')} />
      <Hint keys={[KEYS.copy]} does={t('popupHintCopy')} />
      <Hint keys={[KEYS.previous]} does={t('popupHintPrevious')} />
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
