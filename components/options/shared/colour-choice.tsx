import { useId } from 'preact/hooks';
import { PROFILE_COLOURS } from '../../../lib/domain/profiles/colour.ts';
import { t } from '../../../lib/i18n/t.ts';
import './colour-choice.css';

/** A choice of colors: the given ones, any other, and, with `onNone`, none. */
export function ColourChoice({
  value,
  onChange,
  onNone,
}: {
  /** `#rrggbb`; null: none. */
  value: string | null;
  onChange: (colour: string) => void;
  onNone?: () => void;
}) {
  const id = useId();
  const custom = PROFILE_COLOURS.some((one) => one === value) ? null : value;
  return (
    <div class="field">
      <div class="field__label" id={id}>
        {t('profileColour')}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: toggle buttons, not a set of fields. */}
      <div class="swatches" role="group" aria-labelledby={id}>
        {onNone && (
          <button
            type="button"
            class="swatch swatch--none"
            aria-label={t('colourNone')}
            title={t('colourNone')}
            aria-pressed={value === null}
            onClick={onNone}
          />
        )}
        {PROFILE_COLOURS.map((one, index) => (
          <button
            key={one}
            type="button"
            class="swatch"
            style={{ backgroundColor: one }}
            aria-label={t('profileColourNumber', index + 1)}
            aria-pressed={one === value}
            onClick={() => onChange(one)}
          />
        ))}
        <label
          class="swatch swatch--own"
          title={t('profileColourOwn')}
          data-chosen={custom !== null || undefined}
          style={custom ? { background: custom } : {}}
        >
          <span class="visually-hidden">{t('profileColourOwn')}</span>
          <input
            type="color"
            value={value ?? PROFILE_COLOURS[0]}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        </label>
      </div>
    </div>
  );
}
