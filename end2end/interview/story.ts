// What a story is: for each question as it is read on screen, what the person answers. Questions a story does not mention are left blank.

/** One field, found by its visible label; without a label, the question is its own label. */
export interface Field {
  label?: string;
  /** One of the options, by what is read. */
  choose?: string;
  /** Several of the options. */
  tick?: string[];
  /** What is typed. */
  type?: string;
}

export interface Line {
  question: string;
  fields?: Field[];
  /** One list of fields for each child, then « C’est tout ». */
  children?: Field[][];
  /** Amounts by source, one for each month shown, then « C’est tout » for each month. */
  incomes?: { source: string; amounts: string[] }[];
  /** What is already received, by the name of the right. */
  receipts?: { right: string; state: string }[];
  /** The screen, when several screens ask in the same words: « /famille/recus-famille ». */
  on?: string;
  /** The catalogue may find the question pointless by then: the story does not mind. */
  maybe?: boolean;
  /** Asked only alone with the person. */
  alone?: boolean;
}

export interface Story {
  lines: Line[];
  /** Rights that must come out, on screen and on the person's copy. */
  probable: string[];
  /** What else the copy must name: organisations, documents. */
  copyNames: string[];
}

/** The day of the office, in Paris. */
function today(): Date {
  const [year, month, day] = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(new Date()).split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day));
}

/** « 03/2019 »: the month that many months before today. */
export function monthsAgo(months: number): string {
  const day = today();
  const then = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() - months, 1));
  return `${String(then.getUTCMonth() + 1).padStart(2, '0')}/${then.getUTCFullYear()}`;
}

/** « 21/11/2026 »: today. */
export function todayTyped(): string {
  const day = today();
  return `${String(day.getUTCDate()).padStart(2, '0')}/${String(day.getUTCMonth() + 1).padStart(2, '0')}/${day.getUTCFullYear()}`;
}
