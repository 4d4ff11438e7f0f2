// The page of a log for a person who was given its address: what it is, its key, and how to check it.

export type LogPage = {
  readonly origin: string;
  readonly vkey: string;
  readonly size: number;
  /** Hexadecimal. */
  readonly root: string;
  /** How much of it enough witnesses have cosigned; `none` where its policy names nobody. */
  readonly witnessedSize: number | 'none' | undefined;
  /** The signed note. */
  readonly checkpoint: string;
};

const SPECIAL: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (it) => SPECIAL[it] ?? it);
const count = (size: number): string => size.toLocaleString('en-GB');

function witnessed(size: LogPage['witnessedSize']): string {
  if (size === 'none') return 'nobody is asked to: no witness is configured';
  return size === undefined ? 'not by enough witnesses yet' : `${count(size)} entries`;
}

/** HTML without scripts; `url` is the log's own, without a slash at its end. */
export function logPage(url: string, page: LogPage): string {
  const { origin, vkey, size, root, witnessedSize, checkpoint } = page;
  const at = escaped(url);
  const command = `lakiri verify ${url} --vkey '${vkey}'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Log ${escaped(origin)}</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
pre, code { font: 13px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; white-space: pre-wrap; }
pre { padding: .75rem; border: 1px solid; }
dt { font-weight: 600; margin-top: .5rem; }
dd { margin: 0; }
:root { color-scheme: light dark; }
</style>
</head>
<body>
<h1>Log ${escaped(origin)}</h1>
<p>Everything that this node has recorded, in one order that nobody can change unseen: each checkpoint is signed
over the hash of all entries before it, and every earlier checkpoint can be shown to be a part of every later one.</p>
<dl>
<dt>Entries</dt><dd>${count(size)}</dd>
<dt>Root</dt><dd><code>${escaped(root)}</code></dd>
<dt>Witnessed</dt><dd>${witnessed(witnessedSize)}</dd>
<dt>Key (vkey)</dt><dd><code>${escaped(vkey)}</code></dd>
</dl>
<h2>The newest checkpoint</h2>
<pre>${escaped(checkpoint)}</pre>
<h2>Check it</h2>
<p>Take the key from somebody whom you trust, not only from this page. Then, with Lakiri:</p>
<pre>${escaped(command)}</pre>
<p>or with any program that reads C2SP <code>tlog-tiles</code>. The files are</p>
<ul>
<li><a href="${at}/checkpoint">checkpoint</a>: the signed note above</li>
<li><a href="${at}/witnessed">witnessed</a>: the newest checkpoint that enough witnesses have cosigned</li>
<li><a href="${at}/vkey">vkey</a> and <a href="${at}/policy">policy</a>: the key, and who witnesses this log</li>
<li><code>${at}/tile/&lt;level&gt;/&lt;index&gt;</code>: hashes, 256 in a tile</li>
<li><code>${at}/tile/entries/&lt;index&gt;</code>: the entries themselves, 256 in a bundle; where the operator holds
them back, with the token that auditors are given</li>
</ul>
<p>An entry is JSON in the form of RFC 8785. Names, plates and telephone numbers are in it only as salted hashes.</p>
</body>
</html>
`;
}
