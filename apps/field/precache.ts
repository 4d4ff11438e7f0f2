import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import type { Plugin } from 'vite';

const WORKER = 'sw.js';
/** The page itself is kept under the folder's own address, by which it is opened. */
const PAGE = 'index.html';

/** Tells the service worker which files the build has; another content is another name, and so another worker. */
export function precached(): Plugin {
  let folder = '';
  let base = '';
  return {
    name: 'lakiri:precached',
    apply: 'build',
    configResolved: (config) => {
      folder = resolve(config.root, config.build.outDir);
      base = config.base;
    },
    closeBundle: () => {
      const files = filesIn(folder);
      const digest = createHash('sha256');
      for (const file of files) digest.update(file).update(readFileSync(join(folder, file)));
      const urls = files.map((file) => (file === PAGE ? base : `${base}${file}`));
      const worker = readFileSync(join(folder, WORKER), 'utf8')
        .replace('__BUILD__', `lakiri-field-${digest.digest('hex').slice(0, 16)}`)
        .replace("['__FILES__']", JSON.stringify(urls));
      writeFileSync(join(folder, WORKER), worker);
    },
  };
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(br|gz|map)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((file) => file.split(sep).join('/'))
    .filter((file) => file !== WORKER)
    .sort();
}
