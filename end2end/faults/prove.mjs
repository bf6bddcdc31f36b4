// Whether what looks for losses would find one: something acknowledged is taken away, changed or halved on purpose, and each must be
// reported. Silence anywhere is a failure.
import { compared, copied, fileOf, thrown } from './backup.mjs';
import { Scene, disagreements } from './rounds.mjs';

const LAST_ANSWER = 'SELECT id FROM answers ORDER BY at DESC, id DESC LIMIT 1';
const LAST_LINE = `SELECT id FROM journal WHERE event = 'answers saved' AND seq < (SELECT MAX(seq) FROM journal) ORDER BY seq DESC LIMIT 1`;

/** What is done, and what must then be said: a list of sentences that was empty before. */
const HARMS = [
  ['an acknowledged answer deleted', (office) => office.query(`DELETE FROM answers WHERE id = (${LAST_ANSWER})`), (scene) => scene.ledger.lost],
  ['an acknowledged answer replaced by another of its own', (office) => office.query(`UPDATE answers SET version = version + 1 WHERE id = (${LAST_ANSWER})`), (scene) => scene.ledger.lost],
  ['a form kept in part', (office) => office.query(`DELETE FROM answers WHERE id = (${LAST_ANSWER})`), (scene) => scene.ledger.half, unanswered],
  ['a form whose line of the journal is missing', (office) => office.query(`DELETE FROM form_keys WHERE id = (SELECT id FROM form_keys ORDER BY at DESC LIMIT 1)`), (scene) => disagreements(scene.office)],
  ['a closing that only half happened', (office) => office.query(`UPDATE bilans SET state = 'closed' WHERE id = (SELECT id FROM bilans WHERE state = 'open' LIMIT 1)`), (scene) => disagreements(scene.office)],
  ['an acknowledged closing undone', (office) => office.query(`UPDATE bilans SET state = 'open' WHERE state = 'closed'`), (scene) => scene.promises(), closed],
  ['a copy handed out and not frozen', (office) => office.query('DELETE FROM issued'), (scene) => scene.promises(), printed],
  ['a line of the journal deleted', (office) => withoutTriggers(office, `DELETE FROM journal WHERE id = (${LAST_LINE})`), chain],
  ['a line of the journal changed', (office) => withoutTriggers(office, `UPDATE journal SET event = 'bilan read' WHERE id = (${LAST_LINE})`), chain],
  ['a row changed in a backup', () => {}, copyChanged],
];

/** @returns {Promise<boolean>} */
export async function prove() {
  let all = true;
  for (const database of process.env.BILAN_TEST_POSTGRES ? ['sqlite', 'postgres'] : ['sqlite']) {
    for (const [name, harm, said, before = () => {}] of HARMS) {
      const scene = new Scene('proof', database);
      try {
        await scene.open({ sessions: 2 });
        if (!(await scene.writers.until(30))) throw new Error('nothing was saved');
        await before(scene);
        await scene.look();
        const quiet = [...scene.ledger.lost, ...scene.ledger.half, ...scene.ledger.unread, ...scene.halves, ...scene.broken];
        if (quiet.length > 0) throw new Error(`before any harm: ${quiet.join('; ')}`);
        harm(scene.office);
        await scene.writers.check();
        const sentences = said(scene);
        const [first = 'NOTHING: a loss like this one would not be seen'] = sentences;
        console.log(`${database}: ${name}: ${first}`);
        all &&= sentences.length > 0;
      } finally {
        await scene.close();
      }
    }
  }
  console.log(all ? 'Everything that was taken away was reported.' : 'Something was taken away without a word.');
  return all;
}

/** A form of several fields that was kept, and whose answer never came. */
async function unanswered(scene) {
  const [session] = scene.writers.sessions;
  await session.begin();
  const written = session.fill(session.asked());
  if (written.size < 2) throw new Error('the first screen asks too little for this');
  scene.ledger.sent(session.bilan, written);
  await session.line.post(session.form.action, [...session.form.pairs(), ['aller', 'suivant']]);
}

async function closed(scene) {
  const [session] = scene.writers.sessions;
  await session.begin();
  if (!(await session.close())) throw new Error('the bilan was not closed');
}

async function printed(scene) {
  await scene.writers.sessions[0].print();
}

function chain(scene) {
  return [scene.office.journal()].filter((said) => said !== 'whole');
}

/** Whoever holds the database can take the triggers away; the chain must show it. */
function withoutTriggers(office, sql) {
  if (office.kind === 'postgres') return office.query(`ALTER TABLE journal DISABLE TRIGGER USER; ${sql}`);
  const triggers = office.query(`SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal'`);
  return office.query(`${triggers.map((name) => `DROP TRIGGER ${name};`).join(' ')} ${sql}`);
}

function copyChanged(scene) {
  scene.office.command(['backup', fileOf(scene, 'proof')]);
  const copy = copied(scene, 'proof');
  const before = compared(scene.office, copy).different;
  if (before.length > 0) throw new Error(`an untouched copy is said to differ: ${before.join(', ')}`);
  scene.office.query(`UPDATE answers SET version = version + 1 WHERE id = (${LAST_ANSWER})`, copy);
  const { different } = compared(scene.office, copy);
  thrown(scene, 'proof', copy);
  return different;
}
