// Holds the dashboards as they lie here to the types that Grafana publishes of its own schema, every query of a meter by platform or lane
// to what is chosen above it, and every query of a histogram's steps to showing exemplars: `npm ci && npm run check`.
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

// A meter's tags as src/docs/meters.md has them, a record's as its rule sums by.
const root = join(here, '..', '..');
const labels = new Map();
for (const [, series, tags] of readFileSync(join(root, 'src/docs/meters.md'), 'utf8').matchAll(/^\| `([a-z_]+)` \| [^|]*\| ([^|]*)\|/gm)) {
  labels.set(series, [...tags.matchAll(/`([a-z]+)`:/g)].map(([, key]) => key));
}
for (const [, record, by] of readFileSync(join(root, 'dashboards/prometheus/pullcord.rules.yml'), 'utf8')
  .matchAll(/record: (\S+)\n(?:\s+labels: .*\n)?\s+expr: .*?\b(?:max|min|sum) by \(([^)]*)\)/g)) {
  labels.set(record, by.split(', '));
}
const wrong = [];
for (const name of names) {
  for (const panel of JSON.parse(readFileSync(join(here, 'dashboards', name), 'utf8')).panels) {
    for (const { expr, exemplar } of panel.targets ?? []) {
      for (const [, metric, where = ''] of expr.matchAll(/\b(pullcord[_:][a-z_:0-9]+)(?:\{([^}]*)\})?/g)) {
        const its = labels.get(metric) ?? labels.get(metric.replace(/_(bucket|count|sum|max)$/, '')) ?? [];
        for (const key of ['platform', 'lane'].filter((each) => its.includes(each) && !new RegExp(`\\b${each}(=~"\\$${each}"|=")`).test(where)
          && !(each === 'lane' && /\bpace="/.test(where)))) { // due within minutes, whatever the lane is called
          wrong.push(`${name} / ${panel.title}: ${metric} does not ask for the chosen ${key}`);
        }
      }
      if (/histogram_quantile/.test(expr) !== (exemplar === true)) wrong.push(`${name} / ${panel.title}: exemplars belong to histograms, and to each`);
    }
  }
}
if (wrong.length > 0) throw new Error(wrong.join('\n'));
console.log('every query asks for the platform and lane that are chosen');
