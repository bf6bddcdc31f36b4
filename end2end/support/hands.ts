// Two ways of using a page: the mouse, and the keyboard alone. A suite chooses one and tells the same story.
import { type Locator, type Page, expect } from '@playwright/test';

export interface Hand {
  /** Turns a radio button or a box on. */
  choose(control: Locator): Promise<void>;
  /** Chooses in a drop-down list by what is read. */
  select(list: Locator, label: string): Promise<void>;
  /** Replaces what a field holds. */
  type(field: Locator, text: string): Promise<void>;
  /** Follows a link or presses a button. */
  press(control: Locator): Promise<void>;
}

export const mouse: Hand = {
  choose: (control) => control.check(),
  select: async (list, label) => {
    await list.selectOption({ label });
  },
  type: (field, text) => field.fill(text),
  press: (control) => control.click(),
};

export const keyboard: Hand = {
  choose: async (control) => {
    if (await control.isChecked()) return;
    if ((await control.getAttribute('type')) === 'radio') await reachRadio(control);
    else {
      await reach(control);
      await control.page().keyboard.press('Space');
    }
    await expect(control).toBeChecked();
  },
  select: async (list, label) => {
    await reach(list);
    const options = (await list.locator('option').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
    const rank = options.indexOf(label);
    if (rank < 0) throw new Error(`${list} does not offer « ${label} »`);
    await list.page().keyboard.press('Home');
    for (let down = 0; down < rank; down += 1) await list.page().keyboard.press('ArrowDown');
    await expect(list.locator('option:checked')).toHaveText(label);
  },
  type: async (field, text) => {
    await reach(field);
    const keys = field.page().keyboard;
    await keys.press('Control+A');
    await keys.type(text);
  },
  press: async (control) => {
    await reach(control);
    await control.page().keyboard.press('Enter');
  },
};

const FAR = 400;

/** Presses Tab until the control has the focus; a page where it never comes is a page without a keyboard. */
async function reach(control: Locator): Promise<void> {
  for (let pressed = 0; pressed < FAR; pressed += 1) {
    if (await hasFocus(control)) return expectVisibleFocus(control);
    await control.page().keyboard.press('Tab');
  }
  throw new Error(`the keyboard never reaches ${control}`);
}

/** Radio buttons are one stop for Tab: reach any of the group, then move with the arrows, which choose. */
async function reachRadio(control: Locator): Promise<void> {
  const keys = control.page().keyboard;
  const name = await control.getAttribute('name');
  const inGroup = (page: Page) =>
    page.evaluate((group) => {
      const focused = document.activeElement;
      return focused instanceof HTMLInputElement && focused.type === 'radio' && focused.name === group;
    }, name);
  for (let pressed = 0; !(await inGroup(control.page())); pressed += 1) {
    if (pressed > FAR) throw new Error(`the keyboard never reaches ${control}`);
    await keys.press('Tab');
  }
  for (let pressed = 0; !(await hasFocus(control)); pressed += 1) {
    if (pressed > FAR) throw new Error(`the arrows never reach ${control}`);
    await keys.press('ArrowDown');
  }
  if (!(await control.isChecked())) await keys.press('Space');
}

function hasFocus(control: Locator): Promise<boolean> {
  return control.evaluate((element) => element === document.activeElement);
}

async function expectVisibleFocus(control: Locator): Promise<void> {
  const shown = await control.evaluate((element) => element.matches(':focus-visible'));
  if (!shown) throw new Error(`the focus on ${control} can not be seen`);
}
