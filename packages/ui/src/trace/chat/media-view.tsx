import { useState } from 'preact/hooks';
import { safeAddress } from '../markdown/inline.ts';
import { attachmentAddress } from './attachment-address.ts';
import type { MediaPart } from './message.ts';

/** An image, a sound or a file: shown where it is part of the trace, linked where it is elsewhere. */
export function MediaView({ part: { kind, source, label } }: { readonly part: MediaPart }) {
  const [broken, setBroken] = useState(false);
  const own = ownAddress(source, kind);
  if (own === undefined || broken) return <Elsewhere kind={kind} source={source} label={label} broken={broken} />;
  if (kind === 'image')
    return (
      <img
        class="media-image"
        src={own}
        alt={label ?? 'Image of the message'}
        loading="lazy"
        onError={() => setBroken(true)}
      />
    );
  if (kind === 'audio')
    return (
      <audio
        class="media-audio"
        controls
        preload="metadata"
        src={own}
        aria-label={label ?? 'Sound of the message'}
        onError={() => setBroken(true)}
      />
    );
  return (
    <a class="media-file" href={own} download={label ?? 'attachment'}>
      {label ?? 'Attached file'}
    </a>
  );
}

/** Data of the wished kind, or an attachment; what is elsewhere is not loaded. */
function ownAddress(source: string | undefined, kind: MediaPart['kind']): string | undefined {
  if (source === undefined) return undefined;
  const attachment = attachmentAddress(source);
  if (attachment !== undefined) return attachment;
  return kind !== 'file' && source.startsWith(`data:${kind}/`) && !source.startsWith('data:image/svg')
    ? source
    : undefined;
}

function Elsewhere(props: {
  readonly kind: string;
  readonly source: string | undefined;
  readonly label: string | undefined;
  readonly broken: boolean;
}) {
  const { kind, source = '', label, broken } = props;
  const href = source.startsWith('http') ? safeAddress(source) : undefined;
  return (
    <p class="media-elsewhere">
      <span class="muted">{broken ? `${kind} that cannot be shown` : kind}</span>{' '}
      {href === undefined ? (
        <span class="mono">{label ?? `${source.slice(0, 80)}${source.length > 80 ? '…' : ''}`}</span>
      ) : (
        <a href={href} target="_blank" rel="noopener noreferrer nofollow">
          {href}
        </a>
      )}
    </p>
  );
}
