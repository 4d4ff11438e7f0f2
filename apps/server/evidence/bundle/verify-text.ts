// VERIFY.md: how a stranger checks the bundle, with our tools and without them.

export type VerifyText = {
  readonly ref: string;
  readonly origin: string;
  readonly size: number;
  readonly vkey: string;
  readonly fileName: string;
  /** An entry to show it on; null where there is none but those of frames. */
  readonly index: number | null;
  readonly stamps: readonly number[];
  readonly hasCa: boolean;
  readonly program: string;
};

export function verifyText(about: VerifyText): string {
  return [
    intro(about),
    withTools(about),
    byHand(about),
    ...(about.stamps.length === 0 ? [] : [timeStamps(about)]),
    framesAndNames(),
    whatItProves(),
  ].join('\n\n');
}

function intro({ ref, origin, size, vkey, program }: VerifyText): string {
  return `# How to verify this bundle

Evidence about ${ref}, from the log \`${origin}\` at ${size} entries, made by ${program}.

The key that signs the log:

    ${vkey}

Take it from somewhere you trust: the page \`/log/\` of the node, a publication, a witness. The copy in
\`keys/vkeys.txt\` came with the bundle, and whoever forges a bundle can put his own key there.`;
}

function withTools({ fileName, vkey }: VerifyText): string {
  return `## With the program

    lakiri verify ${fileName} --vkey '${vkey}'

## In a browser

Open \`/verify\` of any node of the same program and drop the file there. It is checked on your own machine: nothing is
sent, no account is needed, and the page works with the network unplugged once it is loaded.`;
}

function byHand({ index }: VerifyText): string {
  const entry = index ?? 0;
  return `## With sha256sum, openssl and bash only

Unpack the file, go into the folder, and check that every file is the one that was listed:

\`\`\`bash
sha256sum --check --quiet SHA256SUMS && echo 'all files are as listed'
\`\`\`

Check that the log's key signed the checkpoint:

\`\`\`bash
hex() { od -An -v -tx1 | tr -d ' \\n'; }
bin() { printf '%b' "$(printf '%s' "$1" | sed 's/../\\\\x&/g')"; }
work=$(mktemp -d)
vkey=$(head -n 1 keys/vkeys.txt)
{ bin 302a300506032b6570032100; printf '%s' "$vkey" | cut -d+ -f3- | base64 -d | tail -c +2; } > "$work/key.der"
openssl pkey -pubin -inform DER -in "$work/key.der" -out "$work/key.pem"
sed '/^$/,$d' checkpoint > "$work/text"
grep -a -F -- "— \${vkey%%+*} " checkpoint | head -n 1 | sed 's/.* //' | base64 -d | tail -c +5 > "$work/signature"
openssl pkeyutl -verify -pubin -inkey "$work/key.pem" -rawin -in "$work/text" -sigfile "$work/signature"
\`\`\`

Check that an entry is in the log, by its proof (RFC 9162, 2.1.3.2); shown on entry ${entry}, the number is yours to choose:

\`\`\`bash
index=\${index:-${entry}}
hash() { openssl dgst -sha256 -binary | hex; }
node() { bin "01$1$2" | hash; }
at=$index; last=$(($(sed -n 2p checkpoint) - 1))
root=$({ printf '\\0'; cat "entries/$index.json"; } | hash)
while read -r line; do
  next=$(printf '%s' "$line" | base64 -d | hex)
  if [ $((at % 2)) = 1 ] || [ "$at" = "$last" ]; then
    root=$(node "$next" "$root")
    while [ $((at % 2)) = 0 ] && [ "$at" != 0 ]; do at=$((at / 2)); last=$((last / 2)); done
  else root=$(node "$root" "$next"); fi
  at=$((at / 2)); last=$((last / 2))
done < <(sed -n '3,/^$/p' "proofs/$index.tlog-proof" | sed '/^$/d')
if [ "$root" = "$(sed -n 3p checkpoint | base64 -d | hex)" ]
then echo "entry $index is in the log"; else echo "entry $index is NOT in the log"; fi
\`\`\``;
}

function timeStamps({ stamps, hasCa }: VerifyText): string {
  const ca = hasCa ? 'tsr/ca.pem' : 'the certificate of the authority';
  const lines = stamps.map(
    (size) =>
      `openssl ts -verify -data tsr/${size}.checkpoint -in tsr/${size}.tsr -CAfile ${hasCa ? ca : '"$CA"'}`,
  );
  return `## The time stamps

An authority that is not the operator's stamped a checkpoint of this log (RFC 3161): every entry below its size existed
then. Compare ${ca} with the one that the authority publishes.

\`\`\`bash
${lines.join('\n')}
\`\`\`

Where its size is smaller than that of \`checkpoint\`, the lines of \`tsr/<size>.consistency\` prove that the one log is the
beginning of the other (RFC 9162, 2.1.4); \`lakiri verify\` checks that.`;
}

function framesAndNames(): string {
  return `## Raw messages, names, faults

- \`frames/<day>.json\` holds the messages of the seals as they came, in base64. Each is proved under the root of its batch,
  the batch is an entry of the log (\`entry\`), and \`proof\` lists places in \`hashes\`. Where \`secret\` is true a password in the
  message is blanked with \`*\`. Its leaf is then the node hash over the leaf hash of these bytes and \`sealed\`, the leaf
  hash of the original as it is kept under the node's key: the bytes are proved, and the password cannot be guessed.
- \`readings.csv\` is what the program decoded from them, for reading; the messages are the evidence. Times in it are the
  seals' own (\`occurredAt\`), ours when a message came (\`receivedAt\`) and when it was stored (\`recordedAt\`).
- \`personal.json\` holds names, plates and words that stand in the entries as salted hashes: SHA-256 of the salt's bytes
  followed by the value. What was forgotten under the law of data protection is not there; the hash still is.
- \`custody.jsonl\` tells who took evidence about this subject before, and who asked for the file. \`operation.json\` tells when
  the node ran and what went wrong; \`certificate.json\` holds the values that the PDF prints.`;
}

function whatItProves(): string {
  return `## What this proves, and what not

It proves that these records stood in the log, in these very bytes, when its checkpoint was signed (and witnessed, where
witnesses signed), and that no record before it can be changed, removed or slipped in without every later checkpoint
telling so. It does not prove that a seal told the truth, that a person did not lie, or that nothing else happened.
`;
}
