import { Dialog } from '../components/dialog.tsx';
import { groupsByTitle, shortcutGroups } from '../keyboard/shortcuts.ts';

/** What the keys do on the present page. */
export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="What the keys do" onClose={onClose}>
      {groupsByTitle(shortcutGroups.value).map(({ title, shortcuts }) => (
        <section key={title} class="help-group">
          <h3>{title}</h3>
          <dl class="help-keys">
            {shortcuts.map(({ key, does }) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}
