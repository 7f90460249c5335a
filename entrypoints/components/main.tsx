import { render } from 'preact';
import '../../components/styles/base.css';
import '../../components/options/shell/options.css';
import { Samples } from '../../components/samples/samples.tsx';
import { drawToasts } from '../../components/ui/toast.tsx';
import { language } from '../../lib/i18n/t.ts';

// In the development build alone: wxt.config.ts leaves this page out of the others.
document.documentElement.lang = language();
drawToasts();
render(<Samples what={location.hash.slice(1)} now={Date.now()} />, document.getElementById('app')!);
