// Holds the dashboards as they lie here to the types that Grafana publishes of its own schema: `npm ci && npm run check`.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const work = join(here, 'node_modules', '.check');
rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
const names = readdirSync(join(here, 'dashboards')).filter((name) => name.endsWith('.json'));
for (const name of names) {
  // Of what is an enumeration there, words are none to the compiler.
  const json = readFileSync(join(here, 'dashboards', name), 'utf8').replace(/"mode": "absolute"/g, '"mode": ThresholdsMode.Absolute');
  writeFileSync(join(work, name.replace('.json', '.ts')), `import { ThresholdsMode } from '@grafana/schema';
import type { Dashboard } from '@grafana/schema';
export const board: Dashboard = ${json};\n`);
}
const tsc = join(here, 'node_modules', 'typescript', 'bin', 'tsc');
execFileSync(process.execPath, [tsc, '--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2022',
  ...names.map((name) => join(work, name.replace('.json', '.ts')))], { stdio: 'inherit' });
console.log(`${names.length} dashboards are as Grafana's schema has them`);
