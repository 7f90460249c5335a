import { batch } from '@preact/signals';
import { type ComponentType, h } from 'preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PasswordField, SecretField } from '../../../../components/ui/password-field.tsx';
import { loadedSignal, vaultSignal } from '../../../../lib/state/store-signals.ts';
import { draw, openFakePage, paint } from '../fake-page.ts';

interface Props {
  label: string;
  value: string;
  onInput: (value: string) => void;
}

vi.stubGlobal('addEventListener', () => {});
vi.stubGlobal('removeEventListener', () => {});

let typed: string;

/** What the store says, or before it is read nothing. */
function setVault(state: 'unread' | 'open' | 'locked'): void {
  batch(() => {
    loadedSignal.value = state === 'unread' ? 'nothing' : 'all';
    vaultSignal.value = { passphrase: true, locked: state === 'locked', lacksPassphrase: false };
  });
}

beforeEach(() => {
  openFakePage();
  typed = '';
});

describe.each([
  ['password', PasswordField as ComponentType<Props>],
  ['token', SecretField as ComponentType<Props>],
])('a %s', (label, Field) => {
  const show = () => {
    const onInput = (value: string) => {
      typed = value;
    };
    draw(h(Field, { label, value: typed, onInput }));
  };
  const type = () => {
    typed = 'typed';
    show();
    paint();
  };

  it('typed while the vault is locked stays, however soon after its field is there', () => {
    setVault('locked');
    show();
    type();
    expect(typed).toBe('typed');
  });

  it('typed before it is known that the vault is locked stays', () => {
    setVault('unread');
    show();
    type();
    setVault('locked');
    show();
    paint();
    expect(typed).toBe('typed');
  });

  it.each(['unread', 'open'] as const)(
    'typed into an open vault goes when it is locked; at first %s',
    (first) => {
      setVault(first);
      show();
      setVault('open');
      show();
      type();
      setVault('locked');
      show();
      paint();
      expect(typed).toBe('');
    },
  );

  it('whose field was gone while the vault was locked goes as well', () => {
    setVault('open');
    show();
    type();
    draw(null);
    setVault('locked');
    show();
    expect(typed).toBe('');
  });
});
